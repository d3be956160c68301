import { STATUS_CODES } from "node:http";
import { AppError } from "@datalab/errors";
import { FieldError } from "@datalab/services";
import type { Answer } from "./answer.ts";
import { Problem } from "./problem.ts";

export const PROBLEM_JSON = "application/problem+json";

export function wantsProblemDetails(request: Request): boolean {
  const wanted = (request.headers.get("accept") ?? "").toLowerCase().split(",");
  return wanted.some((type) => type.split(";")[0]!.trim() === PROBLEM_JSON);
}

/** An error as RFC 9457 has it: `code` names the kind of error for programs, `errors` what is wrong with which member. */
export function problemDetails(thrown: unknown, { status, headers }: Answer): Answer {
  const title = STATUS_CODES[status] ?? "Error";
  const body = { type: "about:blank", title, status, ...detailsOf(thrown) };
  return { status, body, headers: { ...headers, "Content-Type": PROBLEM_JSON } };
}

function detailsOf(thrown: unknown) {
  if (thrown instanceof FieldError) {
    const errors = Object.entries(thrown.fields).map(([pointer, texts]) => ({
      pointer: `#/${pointer}`,
      detail: texts.join(" "),
    }));
    return { detail: "Some members of the request are wrong.", code: thrown.code, errors };
  }
  if (thrown instanceof AppError) return { detail: thrown.publicMessage, code: thrown.code };
  if (thrown instanceof Problem) return { detail: thrown.message, code: `rest.${thrown.status}` };
  return { detail: "Something went wrong on our side.", code: "internal.unexpected" };
}
