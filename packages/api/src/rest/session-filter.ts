import { FieldError, type SessionFilter } from "@datalab/services";

const dateTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** The list's filters; unknown query members and empty values are no filter. */
export function sessionFilter(query: URLSearchParams): SessionFilter {
  const errors: Record<string, string[]> = {};
  const text = (name: string) => {
    const value = query.get(name) || undefined;
    if (value?.includes("\0")) errors[name] = ["Null characters are not allowed."];
    return value;
  };
  const date = (name: string) => {
    const value = text(name);
    if (value === undefined) return undefined;
    const parsed = parseDateTime(value.trim());
    if (!parsed) errors[name] = ["Enter a valid date/time."];
    return parsed;
  };
  const filter = {
    name: text("name"),
    nameExact: text("name_exact"),
    user: text("user"),
    userExact: text("user_exact"),
    createdAfter: date("created_after"),
    createdBefore: date("created_before"),
    modifiedAfter: date("modified_after"),
    modifiedBefore: date("modified_before"),
  };
  if (Object.keys(errors).length > 0) throw new FieldError(errors);
  return filter;
}

/** The instant as ISO 8601 UTC; a date alone is its first moment, no zone means UTC. */
function parseDateTime(text: string): string | undefined {
  const match = dateTime.exec(text);
  if (!match) return undefined;
  if (match[1]!.startsWith("0000")) return undefined; // before the calendar
  const [, day, time = "00:00", zone = "Z"] = match;
  const offset =
    zone.toUpperCase() === "Z" ? "Z" : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h, m) => `${h}:${m ?? "00"}`);
  const parsed = new Date(`${day}T${time.replace(",", ".")}${offset}`);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString();
}
