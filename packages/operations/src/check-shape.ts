import { AppError } from "@datalab/errors";
import { type InputData, plainBasename } from "./input-files.ts";
import type { WizardInput } from "./wizard.ts";

const mostFiles = 999;
const mostPositions = 1000;
const deepest = 200;
const validBasename = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/;

/** Of an operation, the part that decides the shape of its input. */
interface ShapedInput {
  readonly wizard: { readonly inputs: Readonly<Record<string, Pick<WizardInput, "type">>> };
}

/**
 * Refuses what no operation can mean anything by: input that is not an object, file lists that are not lists of files
 * with a usable `basename`, numbers that are not finite. Unknown members pass. Counts, filters and values are judged
 * when the operation runs.
 * @throws AppError invalid
 */
export function checkShape(definition: ShapedInput, inputData: unknown): asserts inputData is InputData {
  if (!isObject(inputData)) throw malformed("input_data must be an object.");
  for (const [key, input] of Object.entries(definition.wizard.inputs)) {
    if (input.type === "fits") checkFiles(key, inputData[key]);
  }
  for (const key of ["target_positions", "source"]) {
    const positions = inputData[key];
    if (Array.isArray(positions) && positions.length > mostPositions) {
      throw malformed(`${key} may hold at most ${mostPositions} positions.`);
    }
  }
  checkNumbers(inputData);
}

function checkFiles(key: string, files: unknown): void {
  if (files === undefined || files === null) return;
  if (!Array.isArray(files)) throw malformed(`${key} must be a list of files.`);
  if (files.length > mostFiles) throw malformed(`${key} may hold at most ${mostFiles} files.`);
  for (const file of files) {
    if (!isObject(file)) throw malformed(`${key} must be a list of objects with a basename.`);
    if (typeof file.basename !== "string") throw malformed(`Every file of ${key} needs a basename.`);
    if (!isUsableBasename(file.basename)) throw malformed(`${key} has a file with an invalid basename.`);
    if (!isAbsent(file.source) && (typeof file.source !== "string" || file.source.length > 50)) {
      throw malformed(`${key} has a file with an invalid source.`);
    }
  }
}

/** Whether a text can be the name of a frame, also when it names one of the frame's pictures. */
export function isUsableBasename(basename: string): boolean {
  return [basename, plainBasename(basename)].every((name) => validBasename.test(name) && !name.includes(".."));
}

/** Walks the whole request, nested copies of other requests included, without recursion. */
function checkNumbers(inputData: InputData): void {
  let level: unknown[] = [inputData];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw malformed("input_data is nested too deeply.");
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === "number" && !Number.isFinite(value))
        throw malformed("input_data has a number out of range.");
      if (typeof value === "object" && value !== null) for (const member of Object.values(value)) next.push(member);
    }
    level = next;
  }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(message: string): AppError {
  return new AppError("invalid", "operations.malformed_input", message);
}
