import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { DetachedOperation } from "./operation-record.ts";
import type { OperationRepository } from "./operation-repository.ts";
import { moved } from "./rows.ts";
import { seconds } from "./sql.ts";

type Moves = Pick<
  OperationRepository,
  "attach" | "rekey" | "settle" | "cancel" | "retry" | "seen" | "claimRequeue" | "postpone" | "announce"
>;

const FIRST_LOOK_SECONDS = 15;
const LONGEST_RESEND_SECONDS = 300;
const LONGEST_OUTAGE_SECONDS = 60;

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
        Prisma.sql`"state" = 'queued', "message" = '', "requeues" = 0, "outages" = 0, "outageSince" = NULL,
          "queuedAt" = clock_timestamp(), "lookAt" = clock_timestamp() + ${seconds(FIRST_LOOK_SECONDS)}`,
      ),

    async seen(ids, againAfterSeconds) {
      await client.$executeRaw`
        UPDATE "DataOperation" SET "lookAt" = clock_timestamp() + ${seconds(againAfterSeconds)}
        WHERE "id" = ANY(${ids}::int[])`;
    },

    claimRequeue: (id) =>
      moved(
        client,
        Prisma.sql`
          UPDATE "DataOperation" SET "requeues" = "requeues" + 1,
            "lookAt" = clock_timestamp() + ${growingPause(Prisma.sql`"requeues"`, LONGEST_RESEND_SECONDS)}
          WHERE "id" = ${id}::int AND "state" IN ('queued', 'attached') AND "lookAt" < clock_timestamp()`,
      ),

    postpone: (id, message, limitSeconds) =>
      moved(
        client,
        Prisma.sql`
          UPDATE "DataOperation" o SET "message" = CASE o."state" WHEN 'queued' THEN ${message} ELSE o."message" END,
            "outages" = "outages" + 1, "outageSince" = COALESCE("outageSince", clock_timestamp()),
            "lookAt" = clock_timestamp() + ${growingPause(Prisma.sql`"outages"`, LONGEST_OUTAGE_SECONDS)}
          WHERE "id" = ${id}::int AND "state" IN ('queued', 'attached') AND ${liveRun}
            AND ("outageSince" IS NULL OR "outageSince" > clock_timestamp() - ${seconds(limitSeconds)})`,
      ),

    async announce(message, told) {
      const from = message === null ? [...told] : ["", ...told.filter((text) => text !== message)];
      const operations = await client.$executeRaw`
        UPDATE "DataOperation" SET "message" = ${message ?? ""}
        WHERE "state" = 'queued' AND "message" = ANY(${from}::text[])`;
      const runs = await client.$executeRaw`
        UPDATE "Run" SET "message" = ${message ?? ""}
        WHERE "status" = 'PENDING' AND "message" = ANY(${from}::text[])`;
      return operations + runs;
    },
  };
}

/** Five seconds, then twice as long each time; a fifth more or less, so that not all come back at one moment. */
function growingPause(times: Prisma.Sql, longestSeconds: number): Prisma.Sql {
  return Prisma.sql`make_interval(secs =>
    LEAST(5 * power(2, LEAST(${times}, 20)), ${longestSeconds}::float8) * (0.8 + 0.4 * random()))`;
}
