import { AppError } from "@datalab/errors";

const known = ["format", "response_fields"];

/** The older service ignores query parameters it does not know; an address it never had tells about a misspelt one. */
export function refuseUnknownParameters(query: URLSearchParams): void {
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new AppError(
    "invalid",
    "rest.unknown_parameter",
    `There is no query parameter "${unknown.slice(0, 100)}" here; this address takes ${known.join(" and ")}.`,
  );
}
