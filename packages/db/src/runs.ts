import { AppError } from "@datalab/errors";
import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { firstOf, rowsOf } from "./rows.ts";
import { isNamed, runFileRow } from "./run-file-row.ts";
import { runMoves } from "./run-moves.ts";
import type { RunFileRecord, RunInputRecord, RunRecord } from "./run-record.ts";
import { runRemoval } from "./run-removal.ts";
import type { CompletedRun, RunRepository, RunRequest } from "./run-repository.ts";
import { runRow } from "./run-row.ts";
import { json, jsonRow } from "./sql.ts";

const inputRow = jsonRow("i", { plain: ["source", "basename", "archiveFrameId", "sha256"], times: [] });
const current = Prisma.sql`"status" IN ('PENDING', 'IN_PROGRESS', 'COMPLETED') AND NOT "superseded"`;

export function runRepository(client: Client): RunRepository {
  const select = <T>(row: Prisma.Sql, rest: Prisma.Sql) => rowsOf<T>(client, Prisma.sql`SELECT ${row} AS row ${rest}`);
  const findCurrent = (resultKey: string) =>
    firstOf<RunRecord>(
      client,
      Prisma.sql`SELECT ${runRow} AS row FROM "Run" r WHERE "resultKey" = ${resultKey} AND ${current}`,
    );

  return {
    ...runMoves(client),
    ...runRemoval(client),
    findCurrent,
    find: (id) => firstOf<RunRecord>(client, Prisma.sql`SELECT ${runRow} AS row FROM "Run" r WHERE "id" = ${id}::uuid`),

    findCompleted: (resultKey) =>
      firstOf<CompletedRun>(
        client,
        Prisma.sql`
          SELECT json_build_object('id', r."id", 'inputs', COALESCE(
            (SELECT json_agg(${inputRow}) FROM "RunInput" i WHERE i."runId" = r."id"), '[]')) AS row
          FROM "Run" r WHERE r."resultKey" = ${resultKey} AND r."status" = 'COMPLETED' AND NOT r."superseded"`,
      ),

    inputs: (id) =>
      select<RunInputRecord>(
        inputRow,
        Prisma.sql`FROM "RunInput" i WHERE "runId" = ${id}::uuid ORDER BY "basename", "source"`,
      ),

    files: (id) =>
      select<RunFileRecord>(runFileRow, Prisma.sql`FROM "RunFile" f WHERE "runId" = ${id}::uuid ORDER BY "key"`),

    file: (id, name) =>
      firstOf<RunFileRecord>(
        client,
        Prisma.sql`SELECT ${runFileRow} AS row FROM "RunFile" f WHERE f."runId" = ${id}::uuid AND ${isNamed(name)}`,
      ),

    async findOrCreateLive(request) {
      // The other's run can end between our two statements; then the key is free again.
      for (let attempt = 0; attempt < 5; attempt++) {
        const created = await create(client, request);
        const run = created ?? (await findCurrent(request.resultKey));
        if (run) return { run, created: created !== null };
      }
      throw new AppError("transient", "db.contended", "Too many changes of the same run at once.");
    },

    expiredLeases: (limit) =>
      select<RunRecord>(
        runRow,
        Prisma.sql`
          FROM "Run" r WHERE "status" = 'IN_PROGRESS' AND "leaseExpiresAt" < clock_timestamp()
          ORDER BY "leaseExpiresAt" LIMIT ${limit}::int`,
      ),

    async countByStatus() {
      const counts = await client.$queryRaw<{ status: string; count: number }[]>`
        SELECT "status"::text, count(*)::int AS count FROM "Run" GROUP BY "status"`;
      return Object.fromEntries(counts.map(({ status, count }) => [status, count]));
    },
  };
}

/** Null when a current run has the key. */
function create(client: Client, request: RunRequest): Promise<RunRecord | null> {
  return firstOf<RunRecord>(
    client,
    Prisma.sql`
      WITH r AS (
        INSERT INTO "Run" ("resultKey", "operationName", "operationVersion", "recipe")
        VALUES (${request.resultKey}, ${request.operationName}, ${request.operationVersion}::int, ${json(request.recipe)})
        ON CONFLICT ("resultKey") WHERE ${current} DO NOTHING RETURNING *),
      inputs AS (
        INSERT INTO "RunInput" ("runId", "source", "basename", "archiveFrameId")
        SELECT DISTINCT ON (i."source", i."basename") r."id", i.* FROM r, json_to_recordset(${json(request.inputs)})
          AS i("source" text, "basename" text, "archiveFrameId" text))
      SELECT ${runRow} AS row FROM r`,
  );
}
