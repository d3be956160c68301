import { atomically, type Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { moved } from "./rows.ts";
import type { RunRepository } from "./run-repository.ts";
import { seconds } from "./sql.ts";

type Removal = Pick<RunRepository, "cancelIfUnused" | "retire" | "remove" | "unreferenced" | "forgotten">;

const unused = Prisma.sql`NOT EXISTS (SELECT 1 FROM "DataOperation" o WHERE o."runId" = r."id")`;

/** Products are named after their result key, so an input from here whose name begins with it reads from the run. */
const notRead = Prisma.sql`
  NOT EXISTS (SELECT 1 FROM "RunInput" i WHERE i."source" = 'datalab' AND i."runId" <> r."id"
    AND starts_with(i."basename", r."resultKey"))
  AND NOT EXISTS (SELECT 1 FROM "DataOperation" o WHERE o."state" = 'queued'
    AND strpos(o."inputData"::text, r."resultKey") > 0)`;

const removable = Prisma.sql`r."status" IN ('COMPLETED', 'FAILED', 'CANCELLED') AND ${unused} AND ${notRead}`;

/**
 * The row is locked by a statement of its own: the next one then sees every operation that attached before,
 * and whoever attaches later waits and finds the run cancelled or gone.
 */
async function lock(client: Client, id: string) {
  await client.$queryRaw`SELECT 1 FROM "Run" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

export function runRemoval(client: Client): Removal {
  return {
    cancelIfUnused: (id) =>
      atomically(client, async (inner) => {
        await lock(inner, id);
        const cancelled = await inner.$executeRaw`
          UPDATE "Run" r SET "status" = 'CANCELLED', "message" = 'Cancelled', "finishedAt" = clock_timestamp(),
            "leaseOwner" = NULL, "leaseExpiresAt" = NULL
          WHERE "id" = ${id}::uuid AND "status" IN ('PENDING', 'IN_PROGRESS') AND ${unused}`;
        return cancelled > 0;
      }),

    retire: (id) =>
      atomically(client, async (inner) => {
        await lock(inner, id);
        const retired = await inner.$executeRaw`
          UPDATE "Run" r SET "superseded" = TRUE WHERE r."id" = ${id}::uuid AND ${removable}`;
        if (retired === 0) return null;
        const files = await inner.$queryRaw<{ key: string }[]>`
          SELECT f."key" FROM "RunFile" f WHERE f."runId" = ${id}::uuid
            AND NOT EXISTS (SELECT 1 FROM "RunFile" g WHERE g."key" = f."key" AND g."runId" <> f."runId")`;
        return files.map(({ key }) => key);
      }),

    remove: (id) =>
      moved(client, Prisma.sql`DELETE FROM "Run" r WHERE r."id" = ${id}::uuid AND r."superseded" AND ${removable}`),

    async unreferenced(limit) {
      const found = await client.$queryRaw<{ id: string }[]>`
        SELECT r."id" FROM "Run" r WHERE ${removable} ORDER BY r."finishedAt" LIMIT ${limit}::int`;
      return found.map(({ id }) => id);
    },

    async forgotten({ olderThanSeconds, limit }) {
      const found = await client.$queryRaw<{ id: string }[]>`
        SELECT r."id" FROM "Run" r WHERE r."status" IN ('PENDING', 'IN_PROGRESS') AND ${unused}
          AND r."createdAt" < clock_timestamp() - ${seconds(olderThanSeconds)}
        ORDER BY r."createdAt" LIMIT ${limit}::int`;
      return found.map(({ id }) => id);
    },
  };
}
