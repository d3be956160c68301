import type { OperationRecord } from "@datalab/db";
import {
  type FileReference,
  type InputData,
  inputFiles,
  type OperationDefinition,
  operationNamed,
} from "@datalab/operations";

/** What an operation's row asks for. */
export interface RunPlan {
  definition: OperationDefinition;
  inputData: InputData;
  files: FileReference[];
}

/** null when the product no longer has this operation. */
export function planOf(operation: OperationRecord): RunPlan | null {
  const definition = operationNamed(operation.name);
  if (!definition) return null;
  const inputData = operation.inputData as InputData; // `submit` let only checked objects in
  return { definition, inputData, files: inputFiles(definition, inputData) };
}
