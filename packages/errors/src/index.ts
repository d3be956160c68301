export { AppError, type ErrorKind, errorPolicies, toAppError } from "./app-error.ts";
export { LimitError } from "./limit-error.ts";
