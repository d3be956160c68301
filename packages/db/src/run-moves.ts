import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { firstOf, moved, rowsOf } from "./rows.ts";
import type { RunFileRecord, RunRecord } from "./run-record.ts";
import type { RunCompletion, RunFailure, RunRepository } from "./run-repository.ts";
import { runRow } from "./run-row.ts";
import { json, seconds } from "./sql.ts";

type Moves = Pick<
  RunRepository,
  | "claim"
  | "heartbeat"
  | "progress"
  | "publish"
  | "complete"
  | "fail"
  | "failAbandoned"
  | "release"
  | "keep"
  | "kept"
  | "supersede"
>;

const lapsed = Prisma.sql`"status" = 'IN_PROGRESS' AND "leaseExpiresAt" < clock_timestamp()`;
const abandoned = Prisma.sql`("status" = 'PENDING' OR (${lapsed}))`;
const noLease = Prisma.sql`"leaseOwner" = NULL, "leaseExpiresAt" = NULL`;
/** A holder says so every few seconds while it lives. */
const stillKept = Prisma.sql`"keptUntil" = clock_timestamp() + interval '60 seconds'`;
const heldBy = (owner: string) => Prisma.sql`"status" = 'IN_PROGRESS' AND "leaseOwner" = ${owner}`;

export function runMoves(client: Client): Moves {
  const move = (id: string, from: Prisma.Sql, to: Prisma.Sql) =>
    moved(client, Prisma.sql`UPDATE "Run" SET ${to} WHERE "id" = ${id}::uuid AND ${from}`);

  return {
    claim: (id, owner, leaseSeconds, holder = "") =>
      firstOf<RunRecord>(
        client,
        Prisma.sql`
          UPDATE "Run" r SET
            "crashes" = "crashes" + ("status" = 'IN_PROGRESS')::int, "attempts" = "attempts" + 1,
            "status" = 'IN_PROGRESS', "message" = '', "startedAt" = COALESCE("startedAt", clock_timestamp()),
            "leaseOwner" = ${owner}, "leaseExpiresAt" = clock_timestamp() + ${seconds(leaseSeconds)},
            "keptBy" = CASE "keptBy" WHEN ${holder} THEN "keptBy" END
          WHERE "id" = ${id}::uuid AND ${abandoned}
            AND ("keptBy" IS NULL OR "keptBy" = ${holder} OR "keptUntil" < clock_timestamp())
          RETURNING ${runRow} AS row`,
      ),

    heartbeat: (id, owner, leaseSeconds) =>
      move(id, heldBy(owner), Prisma.sql`"leaseExpiresAt" = clock_timestamp() + ${seconds(leaseSeconds)}`),

    progress: (id, owner, fraction, message) =>
      move(
        id,
        heldBy(owner),
        Prisma.sql`"progress" = GREATEST("progress", LEAST(${fraction}::float8, 1)), "message" = ${message}`,
      ),

    async publish(id, owner, { output, files }) {
      const published = await client.$queryRaw<unknown[]>`
        WITH done AS (UPDATE "Run" SET "output" = ${json(output)} WHERE "id" = ${id}::uuid AND ${heldBy(owner)} RETURNING "id"),
        files AS (${savedFiles(files)})
        SELECT "id" FROM done`;
      return published.length === 1;
    },
    complete: (id, owner, completion) => complete(client, id, owner, completion),
    fail: (id, owner, failure) => move(id, heldBy(owner), failed(failure)),
    failAbandoned: (id, failure) => move(id, abandoned, failed(failure)),
    release: (id, owner, message) =>
      move(id, heldBy(owner), Prisma.sql`"status" = 'PENDING', "message" = ${message}, ${noLease}`),
    keep: (id, owner, holder, message) =>
      move(
        id,
        heldBy(owner),
        Prisma.sql`"status" = 'PENDING', "message" = ${message}, "keptBy" = ${holder}, ${stillKept}, ${noLease}`,
      ),
    kept: (holder, ids) =>
      rowsOf<RunRecord>(
        client,
        Prisma.sql`
          UPDATE "Run" r SET ${stillKept}
          WHERE "id" = ANY(${ids}::uuid[]) AND "keptBy" = ${holder} AND "status" IN ('PENDING', 'IN_PROGRESS')
          RETURNING ${runRow} AS row`,
      ),
    supersede: (id) =>
      move(id, Prisma.sql`"status" = 'COMPLETED' AND NOT "superseded"`, Prisma.sql`"superseded" = TRUE`),
  };
}

function failed({ kind, code, message }: RunFailure) {
  return Prisma.sql`"status" = 'FAILED', "errorKind" = ${kind}, "errorCode" = ${code}, "errorMessage" = ${message},
    "message" = ${message}, "finishedAt" = clock_timestamp(), ${noLease}`;
}

/** Of the run that `done` names; a file that was published before, or by an attempt before, is brought up to date. */
function savedFiles(files: RunFileRecord[]) {
  return Prisma.sql`
    INSERT INTO "RunFile" ("runId", "key", "role", "size", "sha256", "contentType")
    SELECT done."id", f.* FROM done, json_to_recordset(${json(files)})
      AS f("key" text, "role" text, "size" bigint, "sha256" text, "contentType" text)
    ON CONFLICT ("runId", "key") DO UPDATE SET "role" = EXCLUDED."role", "size" = EXCLUDED."size",
      "sha256" = EXCLUDED."sha256", "contentType" = EXCLUDED."contentType"`;
}

/** One statement, so all of it is seen at once or none. */
async function complete(client: Client, id: string, owner: string, completion: RunCompletion): Promise<boolean> {
  const done = await client.$queryRaw<unknown[]>`
    WITH done AS (
      UPDATE "Run" SET "status" = 'COMPLETED', "progress" = 1, "message" = '', "output" = ${json(completion.output)},
        "timings" = ${json(completion.timings)}, "peakMemory" = ${completion.peakMemory}::bigint,
        "finishedAt" = clock_timestamp(), ${noLease}
      WHERE "id" = ${id}::uuid AND ${heldBy(owner)} RETURNING "id"),
    files AS (${savedFiles(completion.files)}),
    inputs AS (
      INSERT INTO "RunInput" ("runId", "source", "basename", "archiveFrameId", "sha256")
      SELECT done."id", i.* FROM done, json_to_recordset(${json(completion.inputs)})
        AS i("source" text, "basename" text, "archiveFrameId" text, "sha256" text)
      ON CONFLICT ("runId", "source", "basename")
      DO UPDATE SET "archiveFrameId" = EXCLUDED."archiveFrameId", "sha256" = EXCLUDED."sha256")
    SELECT "id" FROM done`;
  return done.length === 1;
}
