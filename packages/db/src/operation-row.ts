import { Prisma } from "./generated/client.ts";
import { runRow } from "./run-row.ts";
import { jsonRow } from "./sql.ts";

const columns = {
  plain: ["id", "sessionId", "name", "resultKey", "state", "message", "linkSalt", "requeues", "outages"],
  times: ["created", "queuedAt"],
  more: {
    queuePosition: `CASE WHEN o."state" = 'queued' THEN (
      SELECT count(*)::int FROM "DataOperation" q
      WHERE q."state" = 'queued' AND (q."queuedAt", q."id") <= (o."queuedAt", o."id")) END`,
    isDue: 'o."lookAt" < clock_timestamp()',
    ownerId: 's."ownerId"',
    run: `CASE WHEN r."id" IS NULL THEN NULL ELSE ${runRow.sql} END`,
  },
};

const from = Prisma.sql`
  FROM "DataOperation" o
  JOIN "DataSession" s ON s."id" = o."sessionId"
  LEFT JOIN "Run" r ON r."id" = o."runId"`;

/** Selects each `OperationRecord` with its run as `row`; conditions may use `o`, `s` (session) and `r` (run). */
export const selectOperations = Prisma.sql`
  SELECT ${jsonRow("o", { ...columns, plain: [...columns.plain, "inputData"] })} AS row ${from}`;

/** The same for `OperationText`: `row` lacks the text, which comes beside it. */
export const selectOperationTexts = Prisma.sql`
  SELECT ${jsonRow("o", columns)} AS row, o."inputData"::text AS "inputText" ${from}`;
