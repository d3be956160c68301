export { AppError, type ErrorKind, errorPolicies, toAppError } from "./app-error.ts";
