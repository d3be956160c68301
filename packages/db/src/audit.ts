import type { AuditRecord, AuditRepository } from "./audit-repository.ts";
import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { countOf, rowsOf } from "./rows.ts";
import { allOf, json, jsonRow } from "./sql.ts";

const row = jsonRow("a", {
  plain: ["id", "actorId", "action", "objectType", "objectId", "before", "after"],
  times: ["at"],
  more: { actor: 'u."username"' },
});

export function auditRepository(client: Client): AuditRepository {
  return {
    async record({ actorId, action, objectType, objectId, before = null, after = null }) {
      await client.$executeRaw`
        INSERT INTO "AuditEntry" ("actorId", "action", "objectType", "objectId", "before", "after")
        VALUES (${actorId}::int, ${action}, ${objectType}, ${objectId}, ${json(before)}, ${json(after)})`;
    },

    async list({ objectType, objectId, actorId, limit, offset }) {
      const where = allOf([
        ...(objectType === undefined ? [] : [Prisma.sql`a."objectType" = ${objectType}`]),
        ...(objectId === undefined ? [] : [Prisma.sql`a."objectId" = ${objectId}`]),
        ...(actorId === undefined ? [] : [Prisma.sql`a."actorId" = ${actorId}::int`]),
      ]);
      const count = await countOf(client, Prisma.sql`SELECT count(*)::int AS count FROM "AuditEntry" a WHERE ${where}`);
      const results = await rowsOf<AuditRecord>(
        client,
        Prisma.sql`
          SELECT ${row} AS row FROM "AuditEntry" a LEFT JOIN "User" u ON u."id" = a."actorId"
          WHERE ${where} ORDER BY a."id" DESC LIMIT ${limit}::int OFFSET ${offset}::int`,
      );
      return { count, results };
    },
  };
}
