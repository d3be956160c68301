import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { senderOf } from "../testing/isolation/send.ts";
import { createWorld, type World } from "../testing/world.ts";

const MB = 2 ** 20;
const PATH = "/api/datasessions/";
let world: World;
let send: (method: string, path: string, headers?: Record<string, string>) => Promise<Response>;

beforeAll(async () => {
  world = await createWorld();
  const { handleRest } = await import("./handle-rest.ts");
  send = (method, path, headers = {}) =>
    handleRest(
      new Request(`http://lab.example${path}`, {
        method,
        headers: { authorization: `Token ${world.portalTokens.owner}`, ...headers },
      }),
      world.deps,
    );
  for (let n = 0; n < 5; n++) {
    const input_data = [{ basename: `f${n}`, filler: `é${n}`.repeat(n * 0.6 * MB) }];
    await world.services.sessions.create(world.actors.owner, { name: `large ${n}`, input_data });
  }
});
afterAll(() => world.close());

it("is whole, has its length before its first byte, and leaves no file", async () => {
  const response = await send("GET", PATH);
  const text = await response.text();
  const { count, results } = JSON.parse(text);
  expect(Buffer.byteLength(text)).toBeGreaterThan(10 * MB);
  expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
  expect(count).toBe(5);
  expect(results.map(({ name }: { name: string }) => name)).toEqual([4, 3, 2, 1, 0].map((n) => `large ${n}`));
  expect(await readdir(world.deps.large.dir)).toEqual([]);
});

it("has a tag that is known again, and a length without its bytes", async () => {
  const first = await send("GET", PATH);
  const tag = first.headers.get("etag")!;
  await first.body?.cancel();
  const again = await send("GET", PATH, { "if-none-match": tag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const head = await send("HEAD", PATH);
  expect(head.headers.get("content-length")).toBe(first.headers.get("content-length"));
  expect(head.headers.get("etag")).toBe(tag);
});

it("is the same bytes as its sessions alone", async () => {
  const page = JSON.parse(await (await send("GET", PATH)).text());
  for (const session of page.results) {
    expect(await (await send("GET", `${PATH}${session.id}/`)).text()).toBe(JSON.stringify(session));
  }
});

it("holds the wanted members alone, of the list and of one session, with a tag of their own", async () => {
  const whole = await send("GET", PATH);
  const items = JSON.parse(await whole.text()).results as { id: number; name: string; input_data: unknown }[];
  const names = await send("GET", `${PATH}?response_fields=name,id,nonsense`);
  expect(JSON.parse(await names.text()).results).toEqual(items.map(({ id, name }) => ({ id, name })));
  expect(names.headers.get("etag")).not.toBe(whole.headers.get("etag"));
  const inputs = await send("GET", `${PATH}?response_fields=input_data`);
  expect(JSON.parse(await inputs.text()).results).toEqual(items.map(({ input_data }) => ({ input_data })));
  const [largest] = items as [(typeof items)[number]];
  const one = await send("GET", `${PATH}${largest.id}/?response_fields=input_data`);
  expect(JSON.parse(await one.text())).toEqual({ input_data: largest.input_data });
  const again = await send("GET", `${PATH}?response_fields=input_data`, {
    "if-none-match": inputs.headers.get("etag")!,
  });
  expect(again.status).toBe(304);
});

it("is refused in tRPC when all of it would be too much at once", async () => {
  const { trpc } = senderOf(world);
  const call = { name: "sessions.list", kind: "query", input: {} } as const;
  await world.execute(`
    UPDATE "DataSession" SET "inputData" = json_build_array(repeat('x', 30000000))
    WHERE "id" IN (SELECT "id" FROM "DataSession" ORDER BY "id" DESC LIMIT 3)`);
  const { status, text } = await trpc(call, { authorization: `Token ${world.portalTokens.owner}` });
  expect([status, JSON.parse(text).error.message]).toEqual([
    413,
    "This would be more than 64 MB at once. Ask for fewer sessions.",
  ]);
});
