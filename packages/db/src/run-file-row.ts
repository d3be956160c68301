import { Prisma } from "./generated/client.ts";
import { jsonRow } from "./sql.ts";

/** A `RunFileRecord` of the table alias `f`. */
export const runFileRow = jsonRow("f", { plain: ["key", "role", "size", "sha256", "contentType"], times: [] });

/** Whether `f` has this name, the part of its key after the folder. */
export function isNamed(name: string): Prisma.Sql {
  return Prisma.sql`split_part(f."key", '/', 2) = ${name}`;
}
