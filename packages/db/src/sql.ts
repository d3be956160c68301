import { Prisma } from "./generated/client.ts";

/** The columns of a record; `times` are timestamptz, `more` are SQL expressions by member name. */
export interface RecordColumns {
  plain: readonly string[];
  times: readonly string[];
  more?: { readonly [member: string]: string };
}

/**
 * A table's row as one JSON object, so a joined row nests without mapping and `json` columns pass through as they are.
 * Times are ISO 8601 text in UTC with the microseconds that a JavaScript Date would lose.
 */
export function jsonRow(alias: string, { plain, times, more = {} }: RecordColumns): Prisma.Sql {
  const members = [
    ...plain.map((name) => `'${name}', ${alias}."${name}"`),
    ...times.map((name) => `'${name}', ${isoTime(`${alias}."${name}"`)}`),
    ...Object.entries(more).map(([name, expression]) => `'${name}', ${expression}`),
  ];
  return Prisma.raw(`json_build_object(${members.join(", ")})`);
}

export function isoTime(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** A parameter of type `json`, stored as the text it is. */
export function json(value: unknown): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(value)}::json`;
}

export function seconds(value: number): Prisma.Sql {
  return Prisma.sql`make_interval(secs => ${value}::float8)`;
}

export function allOf(conditions: Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, " AND ");
}

/** A pattern for ILIKE that finds the text itself anywhere. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
}
