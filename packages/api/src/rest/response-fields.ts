import type { SessionParts } from "@datalab/services";
import type { Answer } from "./answer.ts";
import type { Route } from "./route.ts";

/** The members a caller wants of an answer, `?response_fields=id,name`; undefined: all. */
export type ResponseFields = ReadonlySet<string> | undefined;

export function responseFields(query: URLSearchParams): ResponseFields {
  const names = query.getAll("response_fields").flatMap((text) => text.split(","));
  const wanted = names.map((name) => name.trim()).filter(Boolean);
  return wanted.length > 0 ? new Set(wanted) : undefined;
}

/** What of a session need be read for these members. */
export function partsOf(fields: ResponseFields): SessionParts {
  return { operations: fields?.has("operations") ?? true };
}

/** The wanted members in the order they stand in; names it does not have are ignored. */
export function limited(body: object, fields: ResponseFields): object {
  if (!fields) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => fields.has(name)));
}

/** Sessions and operations can be asked for in part; of a page, its results. What is ready-made text was made so. */
export function limitedAnswer(route: Route, answer: Answer, fields: ResponseFields): Answer {
  const { body, status } = answer;
  if (!fields || status >= 300 || !isObject(body) || !route.path.startsWith("/api/datasessions/")) return answer;
  if (!Array.isArray(body.results)) return { ...answer, body: limited(body, fields) };
  return { ...answer, body: { ...body, results: body.results.map((item) => limited(item, fields)) } };
}

const isObject = (body: unknown): body is { results?: unknown } => typeof body === "object" && body !== null;
