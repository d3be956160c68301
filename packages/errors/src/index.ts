export { AppError, type ErrorKind, errorPolicies, toAppError } from "./app-error.ts";
export { LimitError } from "./limit-error.ts";
export { type Dependency, fullDisk, OutageError, outageOf } from "./outage-error.ts";
