import { atomically, type Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { DetachedOperation, OperationRecord, OperationText } from "./operation-record.ts";
import { selectOperations, selectOperationTexts } from "./operation-row.ts";
import type { PageRequest } from "./page.ts";
import { countOf, firstOf, rowsOf, textRowsOf } from "./rows.ts";
import { sessionCondition } from "./session-filter.ts";
import type {
  SessionChange,
  SessionFilter,
  SessionParts,
  SessionRecord,
  SessionRepository,
  SessionText,
} from "./session-repository.ts";
import { isoTime, json, jsonRow } from "./sql.ts";

const columns = {
  plain: ["id", "ownerId", "name", "persist"],
  times: ["created", "accessed", "modified"],
  more: { username: 'u."username"' },
};
const row = jsonRow("s", { ...columns, plain: [...columns.plain, "inputData"] });
const rowAndText = Prisma.sql`${jsonRow("s", columns)} AS row, s."inputData"::text AS "inputText"`;

const from = Prisma.sql`FROM "DataSession" s JOIN "User" u ON u."id" = s."ownerId"`;

export function sessionRepository(client: Client): SessionRepository {
  const count = ({ limit: _, offset: __, ...filter }: SessionFilter & PageRequest) =>
    countOf(client, Prisma.sql`SELECT count(*)::int AS count ${from} WHERE ${sessionCondition(filter)}`);
  const withOperations = async (sessions: SessionRecord[], { operations = true }: SessionParts = {}) =>
    together(
      sessions,
      operations ? await rowsOf<OperationRecord>(client, operationsOf(selectOperations, sessions)) : [],
    );
  const find = (id: number, locking = Prisma.empty) =>
    firstOf<SessionRecord>(client, Prisma.sql`SELECT ${row} AS row ${from} WHERE s."id" = ${id}::int ${locking}`);

  return {
    async list(filter) {
      const sessions = await rowsOf<SessionRecord>(client, page(Prisma.sql`${row} AS row`, filter));
      return { count: await count(filter), results: await withOperations(sessions) };
    },

    async listTexts(filter, { operations: wanted = true } = {}) {
      const sessions = await textRowsOf<Omit<SessionText, "operations">>(client, page(rowAndText, filter));
      const operations = wanted
        ? await textRowsOf<OperationText>(client, operationsOf(selectOperationTexts, sessions))
        : [];
      return { count: await count(filter), results: together(sessions, operations) };
    },

    find: (id) => find(id),

    async ownerOf(id) {
      const [found] = await client.$queryRaw<{ ownerId: number }[]>`
        SELECT "ownerId" FROM "DataSession" WHERE "id" = ${id}::int`;
      return found?.ownerId ?? null;
    },

    async findWithOperations(id, parts) {
      const session = await find(id);
      const [complete] = session ? await withOperations([session], parts) : [];
      return complete ?? null;
    },

    lock: (id) => find(id, Prisma.sql`FOR UPDATE OF s`),

    async create({ ownerId, name, inputData, persist = false }) {
      // One reading of the clock, so that a new session's three times are equal.
      const made = await firstOf<Omit<SessionRecord, "inputData">>(
        client,
        Prisma.sql`
          WITH s AS (
            INSERT INTO "DataSession" ("ownerId", "name", "inputData", "persist", "created", "accessed", "modified")
            SELECT ${ownerId}::int, ${name}, ${json(inputData)}, ${persist}, now, now, now FROM clock_timestamp() AS now
            RETURNING "id", "ownerId", "name", "persist", "created", "accessed", "modified")
          SELECT ${jsonRow("s", columns)} AS row FROM s JOIN "User" u ON u."id" = s."ownerId"`,
      );
      // A large list is not read back only to be answered.
      return { ...made!, inputData };
    },

    async update(id, change) {
      const changes = assignments(change);
      await client.$executeRaw`UPDATE "DataSession" SET ${Prisma.join(changes)} WHERE "id" = ${id}::int`;
      return find(id);
    },

    async touch(id) {
      const [touched] = await client.$queryRaw<{ accessed: string }[]>`
        UPDATE "DataSession" SET "accessed" = clock_timestamp()
        WHERE "id" = ${id}::int AND "accessed" < clock_timestamp() - interval '1 minute'
        RETURNING ${Prisma.raw(isoTime('"accessed"'))} AS accessed`;
      return touched?.accessed ?? null;
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

function page(columns: Prisma.Sql, { limit, offset, ...filter }: SessionFilter & PageRequest): Prisma.Sql {
  return Prisma.sql`
    SELECT ${columns} ${from} WHERE ${sessionCondition(filter)}
    ORDER BY s."modified" DESC, s."id" DESC LIMIT ${limit}::int OFFSET ${offset}::int`;
}

function operationsOf(select: Prisma.Sql, sessions: { id: number }[]): Prisma.Sql {
  const ids = sessions.map(({ id }) => id);
  return Prisma.sql`${select} WHERE o."sessionId" = ANY(${ids}::int[]) ORDER BY o."id"`;
}

function assignments({ name, inputData, persist }: SessionChange): Prisma.Sql[] {
  const content = [
    ...(name === undefined ? [] : [Prisma.sql`"name" = ${name}`]),
    ...(inputData === undefined ? [] : [Prisma.sql`"inputData" = ${json(inputData)}`]),
  ];
  const mark = persist === undefined ? [] : [Prisma.sql`"persist" = ${persist}`];
  const isMarkAlone = mark.length > 0 && content.length === 0;
  return [...(isMarkAlone ? [] : [Prisma.sql`"modified" = clock_timestamp()`]), ...mark, ...content];
}

function together<Session extends { id: number }, Operation extends { sessionId: number }>(
  sessions: Session[],
  operations: Operation[],
): (Session & { operations: Operation[] })[] {
  const bySession = new Map<number, Operation[]>(sessions.map(({ id }) => [id, []]));
  for (const operation of operations) bySession.get(operation.sessionId)?.push(operation);
  return sessions.map((session) => ({ ...session, operations: bySession.get(session.id) ?? [] }));
}
