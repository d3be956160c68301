import { FieldError } from "../field-error.ts";

export const REQUIRED = "This field is required.";
export const NOT_NULL = "This field may not be null.";
export const UNCHANGEABLE = "This field cannot be changed.";

/** A body must be a JSON object; the wording is the one clients know. */
export function objectBody(body: unknown): Record<string, unknown> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new FieldError({
    non_field_errors: [`Invalid data. Expected a dictionary, but got ${wireTypeOf(body)}.`],
  });
}

function wireTypeOf(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return "NoneType";
}
