import { atomically, type Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { DetachedOperation, OperationRecord } from "./operation-record.ts";
import { selectOperations } from "./operation-row.ts";
import { countOf, firstOf, rowsOf } from "./rows.ts";
import { sessionCondition } from "./session-filter.ts";
import type { SessionRecord, SessionRepository, SessionWithOperations } from "./session-repository.ts";
import { json, jsonRow } from "./sql.ts";

const row = jsonRow("s", {
  plain: ["id", "ownerId", "name", "inputData"],
  times: ["created", "accessed", "modified"],
  more: { username: 'u."username"' },
});

const from = Prisma.sql`FROM "DataSession" s JOIN "User" u ON u."id" = s."ownerId"`;

export function sessionRepository(client: Client): SessionRepository {
  const find = (id: number, locking = Prisma.empty) =>
    firstOf<SessionRecord>(client, Prisma.sql`SELECT ${row} AS row ${from} WHERE s."id" = ${id}::int ${locking}`);

  return {
    async list({ limit, offset, ...filter }) {
      const where = sessionCondition(filter);
      const count = await countOf(client, Prisma.sql`SELECT count(*)::int AS count ${from} WHERE ${where}`);
      const page = Prisma.sql`
        SELECT ${row} AS row ${from} WHERE ${where}
        ORDER BY s."modified" DESC, s."id" DESC LIMIT ${limit}::int OFFSET ${offset}::int`;
      return { count, results: await withOperations(client, await rowsOf<SessionRecord>(client, page)) };
    },

    find: (id) => find(id),

    async findWithOperations(id) {
      const session = await find(id);
      const [complete] = session ? await withOperations(client, [session]) : [];
      return complete ?? null;
    },

    lock: (id) => find(id, Prisma.sql`FOR UPDATE OF s`),

    async create({ ownerId, name, inputData }) {
      // One reading of the clock, so that a new session's three times are equal.
      const made = await client.$queryRaw<{ id: number }[]>`
        INSERT INTO "DataSession" ("ownerId", "name", "inputData", "created", "accessed", "modified")
        SELECT ${ownerId}::int, ${name}, ${json(inputData)}, now, now, now FROM clock_timestamp() AS now
        RETURNING "id"`;
      return (await find(made[0]!.id)) as SessionRecord;
    },

    async update(id, { name, inputData }) {
      const changes = [Prisma.sql`"modified" = clock_timestamp()`];
      if (name !== undefined) changes.push(Prisma.sql`"name" = ${name}`);
      if (inputData !== undefined) changes.push(Prisma.sql`"inputData" = ${json(inputData)}`);
      await client.$executeRaw`UPDATE "DataSession" SET ${Prisma.join(changes)} WHERE "id" = ${id}::int`;
      return find(id);
    },

    async touch(id) {
      await client.$executeRaw`
        UPDATE "DataSession" SET "accessed" = clock_timestamp()
        WHERE "id" = ${id}::int AND "accessed" < clock_timestamp() - interval '1 minute'`;
    },

    delete: (id) =>
      atomically(client, async (inner) => {
        const locked = await inner.$queryRaw<unknown[]>`SELECT 1 FROM "DataSession" WHERE "id" = ${id}::int FOR UPDATE`;
        if (locked.length === 0) return null;
        const gone = await inner.$queryRaw<DetachedOperation[]>`
          DELETE FROM "DataOperation" WHERE "sessionId" = ${id}::int RETURNING "id", "runId"`;
        await inner.$executeRaw`DELETE FROM "DataSession" WHERE "id" = ${id}::int`;
        return gone;
      }),
  };
}

async function withOperations(client: Client, sessions: SessionRecord[]): Promise<SessionWithOperations[]> {
  const ids = sessions.map(({ id }) => id);
  const operations = await rowsOf<OperationRecord>(
    client,
    Prisma.sql`${selectOperations} WHERE o."sessionId" = ANY(${ids}::int[]) ORDER BY o."id"`,
  );
  const bySession = new Map<number, OperationRecord[]>(ids.map((id) => [id, []]));
  for (const operation of operations) bySession.get(operation.sessionId)?.push(operation);
  return sessions.map((session) => ({ ...session, operations: bySession.get(session.id) ?? [] }));
}
