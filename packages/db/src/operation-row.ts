import { Prisma } from "./generated/client.ts";
import { runRow } from "./run-row.ts";
import { jsonRow } from "./sql.ts";

/** Of the waiting operations, the row `o` included. */
const position = `SELECT count(*)::int FROM "DataOperation" q
  WHERE q."state" = 'queued' AND (q."queuedAt", q."id") <= (o."queuedAt", o."id")`;

const columns = {
  plain: ["id", "sessionId", "name", "resultKey", "state", "message", "linkSalt", "requeues", "outages"],
  times: ["created", "queuedAt"],
  more: {
    queuePosition: `CASE WHEN o."state" = 'queued' THEN (${position}) END`,
    isDue: 'o."lookAt" < clock_timestamp()',
    ownerId: 's."ownerId"',
    run: `CASE WHEN r."id" IS NULL THEN NULL ELSE ${runRow.sql} END`,
  },
};
const withInput = [...columns.plain, "inputData"];
/** What a statement inserts is not in the table that it reads. */
const inserted = { ...columns.more, queuePosition: `CASE WHEN o."state" = 'queued' THEN (${position}) + 1 END` };

const joined = Prisma.sql`
  JOIN "DataSession" s ON s."id" = o."sessionId"
  LEFT JOIN "Run" r ON r."id" = o."runId"`;
const from = Prisma.sql`FROM "DataOperation" o ${joined}`;

/** Selects each `OperationRecord` with its run as `row`; conditions may use `o`, `s` (session) and `r` (run). */
export const selectOperations = Prisma.sql`
  SELECT ${jsonRow("o", { ...columns, plain: withInput })} AS row ${from}`;

/** The same for `OperationText`: `row` lacks the text, which comes beside it. */
export const selectOperationTexts = Prisma.sql`
  SELECT ${jsonRow("o", columns)} AS row, o."inputData"::text AS "inputText" ${from}`;

/** The `OperationRecord` that a statement `WITH o AS (INSERT … RETURNING *)` makes. */
export const selectInserted = (insertion: Prisma.Sql) => Prisma.sql`
  ${insertion} SELECT ${jsonRow("o", { ...columns, plain: withInput, more: inserted })} AS row FROM o ${joined}`;
