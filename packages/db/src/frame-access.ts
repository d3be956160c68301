import type { Client } from "./client.ts";
import type { FrameAccessRecord, FrameAccessRepository } from "./frame-access-repository.ts";
import { Prisma } from "./generated/client.ts";
import { rowsOf } from "./rows.ts";
import { jsonRow, seconds } from "./sql.ts";

const row = jsonRow("a", { plain: ["source", "basename", "frameId"], times: ["checkedAt"] });

export function frameAccessRepository(client: Client): FrameAccessRepository {
  return {
    fresh: (userId, source, basenames, withinSeconds) =>
      rowsOf<FrameAccessRecord>(
        client,
        Prisma.sql`
          SELECT ${row} AS row FROM "FrameAccess" a
          WHERE a."userId" = ${userId}::int AND a."source" = ${source} AND a."basename" = ANY(${basenames}::text[])
            AND a."checkedAt" > clock_timestamp() - ${seconds(withinSeconds)}`,
      ),

    async remember(userId, source, frames) {
      const ids = new Map(frames.map(({ basename, frameId }) => [basename, frameId]));
      await client.$executeRaw`
        INSERT INTO "FrameAccess" ("userId", "source", "basename", "frameId")
        SELECT ${userId}::int, ${source}, * FROM unnest(${[...ids.keys()]}::text[], ${[...ids.values()]}::text[])
        ORDER BY 3
        ON CONFLICT ("userId", "source", "basename")
        DO UPDATE SET "frameId" = EXCLUDED."frameId", "checkedAt" = clock_timestamp()`;
    },

    async forget(userId) {
      await client.frameAccess.deleteMany({ where: { userId } });
    },

    removeOlderThan: (age) =>
      client.$executeRaw`DELETE FROM "FrameAccess" WHERE "checkedAt" < clock_timestamp() - ${seconds(age)}`,
  };
}
