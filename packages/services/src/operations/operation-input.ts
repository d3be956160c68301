import { AppError } from "@datalab/errors";
import { checkShape, type OperationDefinition, operationNamed } from "@datalab/operations";
import { FieldError } from "../field-error.ts";
import { NOT_NULL, objectBody, REQUIRED } from "../input/object-body.ts";
import { storageProblem } from "../input/storable-json.ts";

const LONGEST_ECHO = 200;

export interface OperationInput {
  definition: OperationDefinition;
  /** As sent, unknown members included. */
  inputData: Record<string, unknown>;
}

/** Reads an operation as clients send it and refuses what no operation could mean; values are judged when it runs. */
export function readOperationInput(body: unknown): OperationInput {
  const sent = objectBody(body);
  const definition = typeof sent.name === "string" ? operationNamed(sent.name) : undefined;
  if (!definition) throw new FieldError({ name: [nameProblem(sent.name)] });
  checkShape(definition, sent.input_data);
  const problem = storageProblem(sent.input_data);
  if (problem) throw new AppError("invalid", "operations.malformed_input", problem);
  return { definition, inputData: sent.input_data };
}

export function nameProblem(name: unknown): string {
  if (name === undefined) return REQUIRED;
  if (name === null) return NOT_NULL;
  if (typeof name === "object") return "An object or a list is not a valid choice.";
  return `"${String(name).slice(0, LONGEST_ECHO)}" is not a valid choice.`;
}
