import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, publicFrames, SECRET, secretFrame, type World } from "../world.ts";
import { type Belongings, makeBelongings } from "./belongings.ts";
import { callers } from "./callers.ts";
import { restRows } from "./rest-rows.ts";
import { senderOf } from "./send.ts";
import { trpcRows } from "./trpc-rows.ts";

let world: World;
let send: ReturnType<typeof senderOf>;
let owned: Belongings;
let strangersSession: number;
let stranger: Record<string, string>;
let owner: Record<string, string>;

beforeAll(async () => {
  world = await createWorld();
  send = senderOf(world);
  const headersOf = await callers(world);
  [stranger, owner] = [headersOf("other", "any"), headersOf("owner", "any")];
  owned = await makeBelongings(world);
  strangersSession = (await world.services.sessions.create(world.actors.other, { name: "mine" })).id;
});
afterAll(async () => {
  expect(world.reported).toEqual([]);
  await world.close();
});

describe("the owner's operation under a session of somebody else's", () => {
  const crossed = () => ({ ...owned, sessionId: strangersSession });

  it.each(Object.entries(restRows).filter(([name]) => /:id.*:id/.test(name)))("%s is 404", async (_, row) => {
    const before = await owned.state();
    for (const headers of [stranger, owner]) {
      const { status, text } = await send.rest(row.method, row.call(crossed()), headers);
      expect(status).toBe(404);
      expect(text).not.toContain(SECRET);
    }
    expect(await owned.state()).toEqual(before);
  });

  const two = Object.entries(trpcRows).filter(
    ([, { input }]) => "id" in Object(input({ sessionId: 1, completed: {} } as Belongings)),
  );
  it.each(two.filter(([name]) => name.startsWith("operations.")))("%s is 404", async (name, row) => {
    const before = await owned.state();
    for (const headers of [stranger, owner]) {
      const { status } = await send.trpc({ name, kind: row.kind, input: row.input(crossed()) }, headers);
      expect(status).toBe(404);
    }
    expect(await owned.state()).toEqual(before);
  });

  it("is not among those that bulk_delete deletes", async () => {
    const before = await owned.state();
    const ids = [owned.waiting, owned.completed.id, String(owned.cancelled)];
    const path = `/api/datasessions/${strangersSession}/operations/bulk_delete/`;
    expect((await send.rest("POST", { path, body: { ids } }, stranger)).text).toBe('{"deleted":0}');
    expect(await owned.state()).toEqual(before);
  });
});

describe("frames and results of the owner's as somebody else's input", () => {
  const submit = async (file: object) => {
    const path = `/api/datasessions/${strangersSession}/operations/`;
    const body = { name: "Median", input_data: { input_files: [file, { basename: publicFrames[0] }] } };
    const { status, text } = await send.rest("POST", { path, body }, stranger);
    expect(status).toBe(201);
    const { id } = JSON.parse(text);
    await world.work(id);
    return world.services.operations.get(world.actors.other, strangersSession, id);
  };

  it.each([
    ["a frame", () => ({ basename: secretFrame, source: "archive" })],
    ["a result", () => ({ basename: owned.completed.output!.output_files![0]!.basename, source: "datalab" })],
  ])("%s is refused, though it lies in the cache", async (_, file) => {
    const { status, output } = await submit(file());
    expect([status, output]).toEqual(["FAILED", null]);
  });

  it("a result's basename opens no TIFF and no analysis", async () => {
    const body = { basename: owned.completed.output!.output_files![0]!.basename, source: "datalab" };
    for (const name of ["get-tif", "wcs", "raw-data"]) {
      const path = `/api/analysis/${name}/`;
      expect((await send.rest("POST", { path, body }, stranger)).status, name).toBe(400);
    }
  });
});

describe("an answer that is kept for an Idempotency-Key", () => {
  const post = (headers: Record<string, string>) => {
    const call = { path: "/api/datasessions/", body: { name: `${SECRET} kept` } };
    return send.rest("POST", call, { ...headers, "idempotency-key": "the-key" });
  };

  it("is for its own user, by a token that could have asked", async () => {
    const first = await post(owner);
    expect(await post(owner)).toMatchObject({ status: 201, text: first.text });
    const other = await post(stranger);
    expect(JSON.parse(other.text)).toMatchObject({ user: "other" });
    const lesser = await world.services.accounts.createToken(world.actors.owner, {
      name: "x",
      scopes: ["operations:run"],
    });
    const { status, text } = await post({ authorization: `Bearer ${lesser.token}` });
    expect(status).toBe(400);
    expect(text).not.toContain(SECRET);
  });
});

/** D40. */
const names = [
  "../../etc/passwd",
  "..",
  ".hidden",
  "a/b",
  "a\\b",
  "a..b",
  "a b",
  "a\0b",
  "a%2fb",
  "-a",
  "",
  "é",
  "a\n",
  "x".repeat(201),
  "file:///etc/passwd",
  "a?b",
  "a#b",
];

describe.each(names)("the basename %j", (basename) => {
  it("is refused wherever a file is fetched by it", async () => {
    const path = `/api/datasessions/${owned.sessionId}/operations/`;
    for (const source of ["archive", "datalab", undefined]) {
      const input_data = { input_files: [{ basename, source }] };
      const submitted = await send.rest("POST", { path, body: { name: "Median", input_data } }, owner);
      expect(submitted.status).toBe(400);
      for (const name of ["wcs", "get-tif", "raw-data"]) {
        const asked = await send.rest("POST", { path: `/api/analysis/${name}/`, body: { basename, source } }, owner);
        expect([name, asked.status]).toEqual([name, 400]);
      }
    }
  });
});
