import { AppError } from "@datalab/errors";
import type { OperationDefinition } from "./define.ts";
import { type FileListProblem, fileListProblem } from "./file-list-rules.ts";
import type { InputData } from "./input-files.ts";
import { requestedValue } from "./target.ts";
import type { FitsInput, InputFile, InputOf, WizardInputs } from "./wizard.ts";

/**
 * The parsed input of `run`, or the first thing wrong with the request in words for its sender: first each value by
 * itself, then counts and filters of the file lists in wizard order.
 * @throws AppError invalid
 */
export function validateInput(definition: OperationDefinition, inputData: InputData): InputOf<WizardInputs> {
  const parsed = definition.input.safeParse(requestedValues(definition, inputData));
  if (!parsed.success) throw invalid(`${definition.name}: ${parsed.error.issues[0].message}`);
  const values: InputOf<WizardInputs> = parsed.data;
  for (const [key, input] of Object.entries(definition.wizard.inputs)) {
    if (input.type === "fits") validateFileList(definition.name, input, values[key] as readonly InputFile[]);
  }
  return values;
}

function requestedValues({ wizard }: OperationDefinition, inputData: InputData): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(wizard.inputs).map(([key, input]) => [key, requestedValue(key, input, inputData)]),
  );
}

/** @throws AppError invalid when the count or the filters of `files` are not what the wizard asks for. */
export function validateFileList(
  operation: string,
  input: FitsInput,
  files: readonly Pick<InputFile, "filter">[],
): void {
  const problem = fileListProblem(
    input,
    files.map((file) => file.filter),
  );
  if (problem) throw invalid(inWords(operation, input.name, problem));
}

function inWords(operation: string, list: string, problem: FileListProblem): string {
  switch (problem.rule) {
    case "minimum":
      return `${operation} needs at least ${problem.minimum} ${list} file(s).`;
    case "maximum":
      return `${operation} takes at most ${problem.maximum} ${list} file(s).`;
    case "filter_stated":
      return `${operation}: every ${list} must state its filter.`;
    case "filter_options":
      return `${operation}: ${list} must be in one of the filters ${problem.allowed.join(", ")}, not ${problem.offending.join(", ")}.`;
    case "single_filter":
      return `${operation}: all ${list} must share one filter; these are in ${problem.filters.join(", ")}.`;
  }
}

function invalid(message: string): AppError {
  return new AppError("invalid", "operations.invalid_input", message);
}
