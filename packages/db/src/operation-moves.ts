import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { DetachedOperation } from "./operation-record.ts";
import type { OperationRepository } from "./operation-repository.ts";
import { moved } from "./rows.ts";
import { seconds } from "./sql.ts";

type Moves = Pick<OperationRepository, "attach" | "rekey" | "settle" | "cancel" | "retry" | "claimRequeue">;

const liveRun = Prisma.sql`("runId" IS NULL OR EXISTS (
  SELECT 1 FROM "Run" r WHERE r."id" = "runId" AND r."status" IN ('PENDING', 'IN_PROGRESS')))`;
const lostRun = Prisma.sql`EXISTS (
  SELECT 1 FROM "Run" r WHERE r."id" = "runId" AND r."status" IN ('FAILED', 'CANCELLED'))`;

export function operationMoves(client: Client): Moves {
  /** Takes the operation off its run and answers which one it was. */
  const detach = async (id: number, from: Prisma.Sql, to: Prisma.Sql): Promise<DetachedOperation | null> => {
    const [left] = await client.$queryRaw<DetachedOperation[]>`
      WITH before AS (SELECT "id", "runId" FROM "DataOperation" WHERE "id" = ${id}::int AND ${from} FOR UPDATE)
      UPDATE "DataOperation" o SET "runId" = NULL, ${to} FROM before WHERE o."id" = before."id"
      RETURNING o."id", before."runId"`;
    return left ?? null;
  };

  return {
    // The share lock makes this wait for, and be seen by, whoever cancels or removes the run.
    attach: (id, runId) =>
      moved(
        client,
        Prisma.sql`
          WITH run AS (
            SELECT "id" FROM "Run" WHERE "id" = ${runId}::uuid AND NOT "superseded"
              AND "status" IN ('PENDING', 'IN_PROGRESS', 'COMPLETED') FOR SHARE)
          UPDATE "DataOperation" o SET "state" = 'attached', "runId" = run."id", "message" = '' FROM run
          WHERE o."id" = ${id}::int AND o."state" = 'queued'`,
      ),

    rekey: (id, resultKey) =>
      moved(
        client,
        Prisma.sql`
          UPDATE "DataOperation" SET "resultKey" = ${resultKey} WHERE "id" = ${id}::int AND "state" = 'queued'`,
      ),

    settle: (id, state, message) =>
      moved(
        client,
        Prisma.sql`
          UPDATE "DataOperation" SET "state" = ${state}::"OperationState", "message" = ${message}
          WHERE "id" = ${id}::int AND "state" = 'queued'`,
      ),

    cancel: (id, message) =>
      detach(
        id,
        Prisma.sql`"state" IN ('queued', 'attached') AND ${liveRun}`,
        Prisma.sql`"state" = 'cancelled', "message" = ${message}`,
      ),

    retry: (id) =>
      detach(
        id,
        Prisma.sql`("state" IN ('refused', 'cancelled', 'failed') OR ("state" = 'attached' AND ${lostRun}))`,
        Prisma.sql`"state" = 'queued', "message" = '', "requeues" = 0, "queuedAt" = clock_timestamp()`,
      ),

    claimRequeue: (id, { afterSeconds, max }) =>
      moved(
        client,
        Prisma.sql`
          UPDATE "DataOperation" SET "requeues" = "requeues" + 1, "queuedAt" = clock_timestamp()
          WHERE "id" = ${id}::int AND "state" IN ('queued', 'attached') AND "requeues" < ${max}::int
            AND "queuedAt" < clock_timestamp() - ${seconds(afterSeconds)}`,
      ),
  };
}
