import { randomBytes } from "node:crypto";
import { AppError } from "@datalab/errors";
import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { operationMoves } from "./operation-moves.ts";
import type { DetachedOperation, OperationRecord } from "./operation-record.ts";
import type { OperationInput, OperationRepository } from "./operation-repository.ts";
import { selectInserted, selectOperations } from "./operation-row.ts";
import { countOf, firstOf, moved, rowsOf } from "./rows.ts";
import { isNamed, runFileRow } from "./run-file-row.ts";
import type { RunFileRecord } from "./run-record.ts";
import { json } from "./sql.ts";

const newLinkSalt = () => randomBytes(16).toString("hex");

export function operationRepository(client: Client): OperationRepository {
  const find = (id: number) =>
    firstOf<OperationRecord>(client, Prisma.sql`${selectOperations} WHERE o."id" = ${id}::int`);

  return {
    ...operationMoves(client),
    find,

    async list(sessionId, { limit, offset }) {
      const where = Prisma.sql`o."sessionId" = ${sessionId}::int`;
      const count = await countOf(
        client,
        Prisma.sql`SELECT count(*)::int AS count FROM "DataOperation" o WHERE ${where}`,
      );
      const page = Prisma.sql`${selectOperations} WHERE ${where} ORDER BY o."id" LIMIT ${limit}::int OFFSET ${offset}::int`;
      return { count, results: await rowsOf<OperationRecord>(client, page) };
    },

    listByRun: (runId) =>
      rowsOf<OperationRecord>(client, Prisma.sql`${selectOperations} WHERE o."runId" = ${runId}::uuid ORDER BY o."id"`),

    async create(input) {
      const operation = await firstOf<OperationRecord>(client, insertion(input));
      if (!operation) throw new AppError("conflict", "db.gone", "What this belongs to is gone.");
      return operation;
    },

    delete: (ids, sessionId) =>
      client.$queryRaw<DetachedOperation[]>`
        DELETE FROM "DataOperation" WHERE "id" = ANY(${ids}::int[]) AND "sessionId" = ${sessionId}::int
        RETURNING "id", "runId"`,

    async rotateLinkSalt(id) {
      const linkSalt = newLinkSalt();
      const statement = Prisma.sql`UPDATE "DataOperation" SET "linkSalt" = ${linkSalt} WHERE "id" = ${id}::int`;
      return (await moved(client, statement)) ? linkSalt : null;
    },

    resultFile: (userId, resultKey, name) =>
      firstOf<RunFileRecord>(client, Prisma.sql`SELECT ${runFileRow} AS row ${resultsNamed(userId, resultKey, name)}`),

    resultOwner: (userId, resultKey, name) =>
      firstOf<Pick<OperationRecord, "id" | "linkSalt">>(
        client,
        Prisma.sql`
          SELECT jsonb_build_object('id', o."id", 'linkSalt', o."linkSalt") AS row
          ${resultsNamed(userId, resultKey, name)}`,
      ),

    stalled: (limit) =>
      rowsOf<OperationRecord>(
        client,
        Prisma.sql`
          ${selectOperations}
          WHERE o."lookAt" < clock_timestamp()
            AND (o."state" = 'queued' OR (o."state" = 'attached' AND (r."status" = 'PENDING'
              OR (r."status" = 'IN_PROGRESS' AND r."leaseExpiresAt" < clock_timestamp()))))
          ORDER BY o."lookAt", o."id" LIMIT ${limit}::int`,
      ),
  };
}

/** The share lock makes this wait for, and be seen by, whoever removes the run. */
function insertion({ sessionId, name, inputData, resultKey, runId }: OperationInput): Prisma.Sql {
  const inserted = Prisma.sql`
    WITH run AS (
      SELECT "id" FROM "Run" WHERE "id" = ${runId ?? null}::uuid AND "status" = 'COMPLETED' AND NOT "superseded" FOR SHARE),
    o AS (
      INSERT INTO "DataOperation" ("sessionId", "name", "inputData", "resultKey", "linkSalt", "state", "runId")
      SELECT s."id", ${name}, ${json(inputData)}, ${resultKey}, ${newLinkSalt()},
        (CASE WHEN run."id" IS NULL THEN 'queued' ELSE 'attached' END)::"OperationState", run."id"
      FROM "DataSession" s LEFT JOIN run ON TRUE WHERE s."id" = ${sessionId}::int
      RETURNING *)`;
  return selectInserted(inserted);
}

/** The files of this name in completed results of a user, the last result first. */
function resultsNamed(userId: number, resultKey: string, name: string): Prisma.Sql {
  return Prisma.sql`
    FROM "DataOperation" o
    JOIN "DataSession" s ON s."id" = o."sessionId" JOIN "Run" r ON r."id" = o."runId"
    JOIN "RunFile" f ON f."runId" = r."id"
    WHERE o."resultKey" = ${resultKey} AND s."ownerId" = ${userId}::int AND o."state" = 'attached'
      AND r."status" = 'COMPLETED' AND ${isNamed(name)}
    ORDER BY r."finishedAt" DESC LIMIT 1`;
}
