import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handleRest } from "../../rest/handle-rest.ts";
import { allowOf, methods } from "../../rest/route.ts";
import { restTable } from "../../rest/table.ts";
import { handleTrpc } from "../../trpc/handle-trpc.ts";
import { appRouter } from "../../trpc/router.ts";
import { createWorld, type World } from "../world.ts";
import { expectNoSecret, expectSafe, readAnswer, statusOf } from "./answers.ts";
import { type Belongings, makeBelongings } from "./belongings.ts";
import { type Column, callers, columns, owners } from "./callers.ts";
import { type Expected, forAll, forServer, forUsers, type Rule } from "./expected.ts";
import { type RestCall, restRows } from "./rest-rows.ts";
import { type TrpcRow, trpcRows } from "./trpc-rows.ts";

let world: World;
let headersOf: Awaited<ReturnType<typeof callers>>;
/** What nobody may change, and only the owner see. */
let guarded: Belongings;

beforeAll(async () => {
  world = await createWorld();
  headersOf = await callers(world);
  guarded = await makeBelongings(world);
});
afterAll(async () => {
  expect(world.reported).toEqual([]);
  await world.close();
});

type Send = (owned: Belongings, headers: Record<string, string>) => Promise<Outcome>;
interface Outcome {
  status: number;
  text: string;
  sent: string;
  headers: Headers;
}

/** One row: every column in turn. Whoever may change the things gets some of their own; the rest must stay as they were. */
async function expectRow({ scope, expected }: Rule, send: Send): Promise<void> {
  const before = await guarded.state();
  const isExposed = expected.owner === expected.other;
  const got: Partial<Record<Column, number>> = {};
  for (const column of columns) {
    const mayChange = !isExposed && expected[column] === expected.owner && expected.owner < 300;
    const owned = mayChange ? await makeBelongings(world) : guarded;
    const { status, text, sent, headers } = await send(owned, headersOf(column, scope));
    got[column] = status;
    expectSafe(headers, text, column);
    if (!owners.includes(column) && !mayChange && column !== "forged" && column !== "wrongScope")
      expectNoSecret(text, sent, column);
  }
  expect(got).toEqual(expected satisfies Expected);
  expect(await guarded.state()).toEqual(before);
}

async function sendRest(method: string, { path, body }: RestCall, headers: Record<string, string>): Promise<Outcome> {
  const sent = body === undefined ? "" : JSON.stringify(body);
  const request = new Request(`http://lab.example${path}`, {
    method,
    headers: { ...headers, ...(sent && { "content-type": "application/json" }) },
    body: sent || undefined,
  });
  const response = await handleRest(request, world.deps);
  const text = await readAnswer(response);
  if (!/event-stream/.test(response.headers.get("content-type") ?? "") && response.status !== 304) {
    expect(response.headers.get("content-length")).not.toBeNull();
  }
  return { status: response.status, text, sent: sent + path, headers: response.headers };
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
    await expectRow(row, (owned, headers) => sendRest(row.method, row.call(owned), headers));
  });

  it.each(Object.entries(restRows).filter(([, { method }]) => method === "GET"))("HEAD like %s", async (_name, row) => {
    await expectRow(row, async (owned, headers) => {
      const outcome = await sendRest("HEAD", row.call(owned), headers);
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
        sendRest("OPTIONS", { path: call(owned).path }, headers),
      );
      const refusing = {
        public: forAll(405),
        server: forServer(405),
        user: forUsers("any", { owner: 405, others: 405, unsafe: true }),
      };
      for (const method of methods.filter((one) => !allowOf(route).includes(one))) {
        const refusing = {
          public: forAll(405),
          server: forServer(405),
          user: forUsers("any", { owner: 405, others: 405, unsafe: method !== "GET" }),
        };
        await expectRow(refusing[route.access], (owned, headers) =>
          sendRest(method, { path: call(owned).path }, headers),
        );
      }
    },
  );

  it.each(restTable.map(({ path }) => path))("without its last slash %s only says where it is", async (path) => {
    await expectRow(forAll(301), async (owned, headers) => {
      const slashless = someRow(path).call(owned).path.slice(0, -1);
      const outcome = await sendRest("GET", { path: slashless }, headers);
      expect(outcome.headers.get("location")).toBe(`${slashless}/`);
      return outcome;
    });
  });

  it("an unknown address is unknown to all", async () => {
    await expectRow(forAll(404), (_owned, headers) => sendRest("GET", { path: "/api/nothing/" }, headers));
  });
});

describe("tRPC", () => {
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;

  async function sendTrpc(name: string, { kind, input }: TrpcRow, owned: Belongings, headers: Record<string, string>) {
    const sent = JSON.stringify(input(owned));
    const query = kind === "mutation" || sent === undefined ? "" : `?input=${encodeURIComponent(sent)}`;
    const request = new Request(`http://lab.example/api/trpc/${name}${query}`, {
      method: kind === "mutation" ? "POST" : "GET",
      headers: {
        ...headers,
        ...(kind === "mutation" && { "content-type": "application/json" }),
        ...(kind === "subscription" && { accept: "text/event-stream" }),
      },
      body: kind === "mutation" ? sent : undefined,
    });
    const response = await handleTrpc(request, world.deps);
    const text = await readAnswer(response);
    return { status: statusOf(response, text), text, sent: sent ?? "", headers: response.headers };
  }

  it("has a row for each procedure, of its kind, and no other", () => {
    const written = Object.entries(procedures).map(([name, { _def }]) => [name, _def.type]);
    expect(
      Object.entries(trpcRows)
        .map(([name, { kind }]) => [name, kind])
        .sort(),
    ).toEqual(written.sort());
  });

  it.each(Object.entries(trpcRows))("%s", async (name, row) => {
    await expectRow(row, (owned, headers) => sendTrpc(name, row, owned, headers));
  });
});
