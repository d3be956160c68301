import { Prisma } from "./generated/client.ts";
import type { SessionFilter } from "./session-repository.ts";
import { allOf, containing } from "./sql.ts";

type Condition<T> = (value: T) => Prisma.Sql;

/** One condition a filter, on the aliases `s` (session) and `u` (owner). */
const conditions: { [K in keyof SessionFilter]-?: Condition<NonNullable<SessionFilter[K]>> } = {
  ids: (ids) => Prisma.sql`s."id" = ANY(${ids}::int[])`,
  ownerId: (id) => Prisma.sql`s."ownerId" = ${id}::int`,
  createdAfter: (time) => Prisma.sql`s."created" >= ${time}::timestamptz`,
  createdBefore: (time) => Prisma.sql`s."created" <= ${time}::timestamptz`,
  modifiedAfter: (time) => Prisma.sql`s."modified" >= ${time}::timestamptz`,
  modifiedBefore: (time) => Prisma.sql`s."modified" <= ${time}::timestamptz`,
  name: (text) => Prisma.sql`s."name" ILIKE ${containing(text)}`,
  nameExact: (text) => Prisma.sql`s."name" = ${text}`,
  user: (text) => Prisma.sql`u."username" ILIKE ${containing(text)}`,
  userExact: (text) => Prisma.sql`u."username" = ${text}`,
};

export function sessionCondition(filter: SessionFilter): Prisma.Sql {
  const asked = (Object.keys(conditions) as (keyof SessionFilter)[]).flatMap((name) => {
    const value = filter[name];
    // Each condition is paired with its own filter's value.
    return value === undefined ? [] : [(conditions[name] as Condition<typeof value>)(value)];
  });
  return allOf(asked);
}
