export { type AvailableOperation, availableOperations, catalogue, operationNamed } from "./catalogue.ts";
export { checkShape } from "./check-shape.ts";
export type { OperationDefinition } from "./define.ts";
export { type Execution, executeOperation } from "./execute.ts";
export { type FileReference, type InputData, inputFiles, sortFileLists } from "./input-files.ts";
export type { FileRole, OperationResult, ProducedFile } from "./operation-result.ts";
export { resultKey, semanticInput } from "./result-key.ts";
export { validateInput } from "./validate-input.ts";
