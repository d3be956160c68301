/** The rules of requests without what runs them: a browser can load this and say what the worker would. */
export { checkShape, isUsableBasename } from "./check-shape.ts";
export { fileListProblem } from "./file-list-rules.ts";
export { inputSchema, statedFilter } from "./input-schema.ts";
export { numberFromWire } from "./number-from-wire.ts";
export type { NumberInput } from "./wizard.ts";
