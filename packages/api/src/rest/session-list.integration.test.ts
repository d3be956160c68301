import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { senderOf } from "../testing/isolation/send.ts";
import { createWorld, type World } from "../testing/world.ts";
import { sessionBody } from "./wire.ts";

let world: World;
let rest: ReturnType<typeof senderOf>["rest"];
const names = ["Orion", "orion again", "M 42", "100%_sure"];

beforeAll(async () => {
  world = await createWorld();
  rest = senderOf(world).rest;
  for (const [n, name] of names.entries()) {
    const { id } = await world.services.sessions.create(world.actors.owner, { name });
    const day = `2026-01-0${n + 1}T12:00:00Z`;
    await world.execute(`UPDATE "DataSession" SET "created" = '${day}', "modified" = '${day}' WHERE "id" = ${id}`);
  }
});
afterAll(() => world.close());

async function send(method: string, path: string, body?: unknown) {
  const { status, text } = await rest(method, { path, body }, { authorization: `Token ${world.portalTokens.owner}` });
  return { status, text, body: text === "" ? null : JSON.parse(text) };
}

const list = (query: string) => send("GET", `/api/datasessions/?${query}`);
const namesOf = async (query: string) =>
  (await list(query)).body.results.map(({ name }: { name: string }) => name) as string[];

describe("the list's filters", () => {
  it.each([
    ["", ["100%_sure", "M 42", "orion again", "Orion"]],
    ["name=ORION", ["orion again", "Orion"]],
    ["name=%25_", ["100%_sure"]],
    ["name_exact=Orion", ["Orion"]],
    ["name_exact=orion", []],
    ["user=OWN", ["100%_sure", "M 42", "orion again", "Orion"]],
    ["user=other", []],
    ["user_exact=own", []],
    ["user_exact=owner&name=42", ["M 42"]],
    ["created_after=2026-01-03", ["100%_sure", "M 42"]],
    ["created_after=2026-01-03T12:00:00Z", ["100%_sure", "M 42"]],
    ["created_after=2026-01-03T12:00:01Z", ["100%_sure"]],
    ["created_before=2026-01-02T12:00:00%2B00:00", ["orion again", "Orion"]],
    ["created_before=2026-01-02T13:00:00%2B02:00", ["Orion"]],
    ["modified_after=2026-01-02&modified_before=2026-01-04", ["M 42", "orion again"]],
    ["modified_before=1999-01-01", []],
    ["name=&created_after=&ordering=name&nonsense=1", ["100%_sure", "M 42", "orion again", "Orion"]],
  ])("%s", async (query, found) => {
    expect(await namesOf(query)).toEqual(found);
    expect((await list(query)).body.count).toBe(found.length);
  });

  it.each(["created_after", "created_before", "modified_after", "modified_before"])(
    "%s refuses what is no time",
    async (name) => {
      const { status, body } = await list(`${name}=yesterday`);
      expect([status, body]).toEqual([400, { [name]: ["Enter a valid date/time."] }]);
    },
  );
});

describe("the list's pages", () => {
  const address = "http://lab.example/api/datasessions/";

  it.each([
    ["limit=1", ["100%_sure"], "?limit=1&offset=1", null],
    ["limit=1&offset=1", ["M 42"], "?limit=1&offset=2", "?limit=1"],
    ["limit=3&offset=2", ["orion again", "Orion"], null, "?limit=3"],
    ["limit=2&offset=3", ["Orion"], null, "?limit=2&offset=1"],
    ["limit=2&offset=9", [], null, "?limit=2&offset=7"],
    ["limit=2&name=orion", ["orion again", "Orion"], null, null],
    ["limit=1&name=orion", ["orion again"], "?limit=1&name=orion&offset=1", null],
    ["limit=0", ["100%_sure", "M 42", "orion again", "Orion"], null, null],
    ["limit=-1&offset=-3", ["100%_sure", "M 42", "orion again", "Orion"], null, null],
    ["limit=x&offset=y", ["100%_sure", "M 42", "orion again", "Orion"], null, null],
    ["limit=99999999999999999999&offset=99999999999999999999", [], null, expect.stringContaining("offset=2147483547")],
  ])("%s", async (query, found, next, previous) => {
    const { status, body } = await list(query);
    expect(status).toBe(200);
    expect(body.results.map(({ name }: { name: string }) => name)).toEqual(found);
    expect(body.next).toEqual(typeof next === "string" ? address + next : next);
    expect(body.previous).toEqual(typeof previous === "string" ? address + previous : previous);
  });
});

describe("a session's JSON", () => {
  const item = { basename: "open-1-e91", source: "archive", z: 1, a: { "2": null, é: [1.5e-7, "\u2028"] }, "": false };

  it("is the same bytes in the list, alone, and as its view", async () => {
    const made = await send("POST", "/api/datasessions/", { name: 'in "all" places', input_data: [item] });
    const path = `/api/datasessions/${made.body.id}/`;
    const median = {
      name: "Median",
      input_data: { input_files: [item, { ...item, basename: "open-2-e91" }], k: item },
    };
    const { body: operation } = await send("POST", `${path}operations/`, median);
    await world.work(operation.id);
    const alone = (await send("GET", path)).text;
    expect(JSON.parse(alone).operations[0]).toMatchObject({ status: "COMPLETED", input_data: median.input_data });
    expect((await list("limit=1")).text.endsWith(`"results":[${alone}]}`)).toBe(true);
    const view = await world.services.sessions.get(world.actors.owner, made.body.id);
    expect(alone).toBe(JSON.stringify(sessionBody(view)));
    expect((await send("GET", `${path}operations/${operation.id}/`)).text).toBe(
      JSON.stringify(JSON.parse(alone).operations[0]),
    );
  });

  it("grows by PATCH and PUT, and keeps the copy that was there", async () => {
    const { body } = await send("POST", "/api/datasessions/", { name: "merge", input_data: [item] });
    const path = `/api/datasessions/${body.id}/`;
    const presigned = { ...item, url: "https://archive.example/another" };
    const datalab = { ...item, source: "datalab" };
    const odd = { note: "no basename" };
    const patched = await send("PATCH", path, { input_data: [presigned, datalab, odd, datalab, odd] });
    expect(patched.body).toMatchObject({ name: "merge", input_data: [item, datalab, odd] });
    expect((await send("PATCH", path, { name: "renamed" })).body.input_data).toEqual([item, datalab, odd]);
    const put = await send("PUT", path, { name: "put", input_data: [odd, { basename: "open-3-e91" }] });
    expect(put.body).toMatchObject({ name: "put", input_data: [item, datalab, odd, { basename: "open-3-e91" }] });
    expect((await send("PUT", path, { input_data: [] })).body).toEqual({ name: ["This field is required."] });
  });
});
