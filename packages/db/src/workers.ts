import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { rowsOf } from "./rows.ts";
import { jsonRow, seconds } from "./sql.ts";
import type { WorkerRecord, WorkerRepository } from "./worker-repository.ts";

const row = jsonRow("w", {
  plain: ["id", "host", "pid", "version", "threads", "memory", "currentRunId", "drainRequested", "trouble"],
  times: ["startedAt", "heartbeatAt"],
});

export function workerRepository(client: Client): WorkerRepository {
  return {
    async beat({ id, host, pid, version, threads, memory, currentRunId, trouble }) {
      const [beaten] = await client.$queryRaw<{ drainRequested: boolean }[]>`
        INSERT INTO "Worker" AS w ("id", "host", "pid", "version", "threads", "memory", "currentRunId", "trouble")
        VALUES (${id}::uuid, ${host}, ${pid}::int, ${version}, ${threads}::int, ${memory}::bigint,
          ${currentRunId}::uuid, ${trouble})
        ON CONFLICT ("id") DO UPDATE SET "heartbeatAt" = clock_timestamp(), "memory" = EXCLUDED."memory",
          "currentRunId" = EXCLUDED."currentRunId", "trouble" = EXCLUDED."trouble"
        RETURNING "drainRequested"`;
      return { drainRequested: beaten?.drainRequested ?? false };
    },

    alive: (withinSeconds) =>
      rowsOf<WorkerRecord>(
        client,
        Prisma.sql`
          SELECT ${row} AS row FROM "Worker" w
          WHERE w."heartbeatAt" > clock_timestamp() - ${seconds(withinSeconds)} ORDER BY w."startedAt", w."id"`,
      ),

    async leave(id) {
      await client.$executeRaw`DELETE FROM "Worker" WHERE "id" = ${id}::uuid`;
    },

    removeOlderThan: (age) =>
      client.$executeRaw`DELETE FROM "Worker" WHERE "heartbeatAt" < clock_timestamp() - ${seconds(age)}`,
  };
}
