import { AppError } from "@datalab/errors";
import type { OperationDefinition } from "./define.ts";
import type { InputData } from "./input-files.ts";
import type { FitsInput, InputFile, InputOf, WizardInputs } from "./wizard.ts";

/**
 * The parsed input of `run`, or the first thing wrong with the request in words for its sender: first each value by
 * itself, then counts and filters of the file lists in wizard order.
 * @throws AppError invalid
 */
export function validateInput(definition: OperationDefinition, inputData: InputData): InputOf<WizardInputs> {
  const parsed = definition.input.safeParse(inputData);
  if (!parsed.success) throw invalid(`${definition.name}: ${parsed.error.issues[0].message}`);
  const values: InputOf<WizardInputs> = parsed.data;
  for (const [key, input] of Object.entries(definition.wizard.inputs)) {
    if (input.type === "fits") validateFileList(definition.name, input, values[key] as readonly InputFile[]);
  }
  return values;
}

/** @throws AppError invalid when the count or the filters of `files` are not what the wizard asks for. */
export function validateFileList(operation: string, input: FitsInput, files: readonly InputFile[]): void {
  const minimum = input.minimum ?? 1;
  if (files.length < minimum) throw invalid(`${operation} needs at least ${minimum} ${input.name} file(s).`);
  if (input.maximum !== undefined && files.length > input.maximum) {
    throw invalid(`${operation} takes at most ${input.maximum} ${input.name} file(s).`);
  }
  const filters = [...new Set(files.map((file) => file.filter))].sort();
  if (input.filter_options) {
    const allowed = input.filter_options;
    if (filters.includes("")) throw invalid(`${operation}: every ${input.name} must state its filter.`);
    const offending = filters.filter((filter) => !allowed.includes(filter));
    if (offending.length > 0) {
      throw invalid(
        `${operation}: ${input.name} must be in one of the filters ${allowed.join(", ")}, not ${offending.join(", ")}.`,
      );
    }
  }
  if (input.single_filter && filters.length > 1) {
    throw invalid(`${operation}: all ${input.name} must share one filter; these are in ${filters.join(", ")}.`);
  }
}

function invalid(message: string): AppError {
  return new AppError("invalid", "operations.invalid_input", message);
}
