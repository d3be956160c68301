import { type AppError, type ErrorKind, toAppError } from "@datalab/errors";
import { FieldError } from "@datalab/services";
import { refusalHeaders } from "../limits/rate-headers.ts";
import type { Answer } from "./answer.ts";
import { Problem } from "./problem.ts";

/** The client shows `error` to its user and writes `detail` to its log. */
const members = {
  invalid: "error",
  unauthenticated: "detail",
  forbidden: "detail",
  notFound: "detail",
  conflict: "error",
  tooLarge: "error",
  limit: "error",
  transient: "error",
  cancelled: "error",
  internal: "error",
} as const satisfies Record<ErrorKind, "error" | "detail">;

export function errorAnswer(thrown: unknown): Answer {
  if (thrown instanceof Problem) return { status: thrown.status, body: { detail: thrown.message } };
  if (thrown instanceof FieldError) return { status: 400, body: thrown.fields };
  const error = toAppError(thrown);
  return { status: error.policy.http, body: { [members[error.kind]]: text(error) }, headers: headers(error) };
}

function text(error: AppError): string {
  return error.kind === "notFound" ? "Not found." : error.publicMessage;
}

function headers(error: AppError): Record<string, string> {
  if (error.kind === "unauthenticated") return { "WWW-Authenticate": "Token" };
  return refusalHeaders(error);
}
