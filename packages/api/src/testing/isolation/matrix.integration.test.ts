import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { allowOf, methods } from "../../rest/route.ts";
import { restTable } from "../../rest/table.ts";
import { appRouter } from "../../trpc/router.ts";
import { createWorld, type World } from "../world.ts";
import { expectNoSecret } from "./answers.ts";
import { type Belongings, makeBelongings } from "./belongings.ts";
import { type Column, callers, columns, owners } from "./callers.ts";
import { type Expected, forAll, forServer, forUsers, type Rule } from "./expected.ts";
import { restRows } from "./rest-rows.ts";
import { type Outcome, senderOf } from "./send.ts";
import { trpcRows } from "./trpc-rows.ts";

let world: World;
let headersOf: Awaited<ReturnType<typeof callers>>;
/** What nobody may change, and only the owner see. */
let guarded: Belongings;
let send: ReturnType<typeof senderOf>;

beforeAll(async () => {
  world = await createWorld();
  headersOf = await callers(world);
  send = senderOf(world);
});
beforeEach(async () => {
  guarded = await makeBelongings(world);
});
afterAll(async () => {
  expect(world.reported).toEqual([]);
  await world.close();
});

type Send = (owned: Belongings, headers: Record<string, string>) => Promise<Outcome>;

/** One row: every column in turn. Whoever may change the things gets some of their own; the rest must stay as they were. */
async function expectRow({ scope, expected }: Rule, request: Send): Promise<void> {
  const before = await guarded.state();
  const isExposed = expected.owner === expected.other;
  const got: Partial<Record<Column, number>> = {};
  for (const column of columns) {
    const mayChange = !isExposed && expected[column] === expected.owner && expected.owner < 300;
    const owned = mayChange ? await makeBelongings(world) : guarded;
    const { status, text, sent } = await request(owned, headersOf(column, scope));
    got[column] = status;
    if (!owners.includes(column) && !mayChange && column !== "forged" && column !== "wrongScope")
      expectNoSecret(text, sent, column);
  }
  expect(got).toEqual(expected satisfies Expected);
  expect(await guarded.state()).toEqual(before);
}

describe("REST", () => {
  const written = restTable.flatMap((route) =>
    methods
      .filter((method) => route.verbs[method])
      .flatMap((method) => [
        `${method} ${route.path}`,
        ...(route.slashless?.includes(method) ? [`${method} ${route.path.slice(0, -1)}`] : []),
      ]),
  );

  it("has a row for each method of each route, and no other", () => {
    expect(Object.keys(restRows).sort()).toEqual(written.sort());
  });

  it.each(Object.entries(restRows))("%s", async (_name, row) => {
    await expectRow(row, (owned, headers) => send.rest(row.method, row.call(owned), headers));
  });

  it.each(Object.entries(restRows).filter(([, { method }]) => method === "GET"))("HEAD like %s", async (_name, row) => {
    await expectRow(row, async (owned, headers) => {
      const outcome = await send.rest("HEAD", row.call(owned), headers);
      expect(outcome.text).toBe("");
      return outcome;
    });
  });

  const someRow = (path: string) => Object.entries(restRows).find(([name]) => name.endsWith(` ${path}`))![1];

  it.each(restTable.map((route) => [route.path, route] as const))(
    "OPTIONS and unknown methods at %s",
    async (path, route) => {
      const { call } = someRow(path);
      const describing = {
        public: forAll(200),
        server: forServer(200),
        user: forUsers("sessions:read", { owner: 200, others: 200, unsafe: false }),
      };
      await expectRow(describing[route.access], (owned, headers) =>
        send.rest("OPTIONS", { path: call(owned).path }, headers),
      );
      for (const method of methods.filter((one) => !allowOf(route).includes(one))) {
        const refusing = {
          public: forAll(405),
          server: forServer(405),
          user: forUsers("any", { owner: 405, others: 405, unsafe: method !== "GET" }),
        };
        await expectRow(refusing[route.access], (owned, headers) =>
          send.rest(method, { path: call(owned).path }, headers),
        );
      }
    },
  );

  it.each(restTable.map(({ path }) => path))("without its last slash %s only says where it is", async (path) => {
    await expectRow(forAll(301), async (owned, headers) => {
      const slashless = someRow(path).call(owned).path.slice(0, -1);
      const outcome = await send.rest("GET", { path: slashless }, headers);
      expect(outcome.headers.get("location")).toBe(`${slashless}/`);
      return outcome;
    });
  });

  it("an unknown address is unknown to all", async () => {
    await expectRow(forAll(404), (_owned, headers) => send.rest("GET", { path: "/api/nothing/" }, headers));
  });
});

describe("tRPC", () => {
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;

  it("has a row for each procedure, of its kind, and no other", () => {
    const written = Object.entries(procedures).map(([name, { _def }]) => [name, _def.type]);
    expect(
      Object.entries(trpcRows)
        .map(([name, { kind }]) => [name, kind])
        .sort(),
    ).toEqual(written.sort());
  });

  it.each(Object.entries(trpcRows))("%s", async (name, row) => {
    await expectRow(row, (owned, headers) => send.trpc({ name, kind: row.kind, input: row.input(owned) }, headers));
  });
});
