import { AppError } from "@datalab/errors";
import { Problem } from "./problem.ts";
import { PROBLEM_JSON } from "./problem-details.ts";

const acceptable = new Set([
  "*/*",
  "application/*",
  "application/json",
  PROBLEM_JSON,
  "text/*",
  "text/html",
  "text/event-stream",
]);
const formats = new Set(["json", "api"]);

/** Answers are always JSON; a browser that prefers HTML gets it as well. */
export function negotiate(request: Request, query: URLSearchParams): void {
  const format = query.get("format");
  if (format !== null) {
    if (formats.has(format)) return;
    throw new AppError("notFound", "rest.unknown_format", `No answers in the format "${format}".`);
  }
  const wanted = (request.headers.get("accept") || "*/*").split(",").map((item) => item.split(";")[0]!.trim());
  if (!wanted.some((type) => acceptable.has(type.toLowerCase()))) {
    throw new Problem(406, "Could not satisfy the request Accept header.");
  }
}
