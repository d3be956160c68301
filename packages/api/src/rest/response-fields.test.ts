import { describe, expect, it } from "vitest";
import { fakeDeps, median, session } from "../testing/fake-services.ts";
import { request } from "../testing/send.ts";
import { handleRest } from "./handle-rest.ts";
import { methods } from "./route.ts";
import { restTable } from "./table.ts";

const { trueState: _, ...wireMedian } = median;
const wireSession = { ...session, operations: [wireMedian] };

async function ask(call: string, { body, headers }: { body?: unknown; headers?: Record<string, string> } = {}) {
  const [method, path] = call.split(" ") as [string, string];
  const deps = fakeDeps();
  const response = await handleRest(request(method, path, { body, headers }), deps);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === "" ? null : JSON.parse(text),
    deps,
  };
}

describe("response_fields", () => {
  it.each([
    ["?response_fields=id,name", { id: 3, name: "first" }],
    ["?response_fields=%20name%20,%20id%20", { id: 3, name: "first" }],
    ["?response_fields=name&response_fields=id", { id: 3, name: "first" }],
    ["?response_fields=id,nonsense,id", { id: 3 }],
    ["?response_fields=nonsense", {}],
    ["?response_fields=__proto__,constructor", {}],
    ["?response_fields=ID", {}],
    ["?response_fields=persist,operations", { operations: [wireMedian], persist: false }],
    ["?response_fields=", wireSession],
    ["?response_fields=%20,%20,", wireSession],
    ["", wireSession],
  ])("%s of a session and of a list's items", async (query, wanted) => {
    const alone = await ask(`GET /api/datasessions/3/${query}`);
    expect(alone.body).toEqual(wanted);
    const list = await ask(`GET /api/datasessions/${query}`);
    expect(list.body).toMatchObject({ count: 1, next: null, previous: null });
    expect(list.text.endsWith(`"results":[${alone.text}]}`)).toBe(true);
  });

  it("limits every answer about sessions and operations, and what is written stays whole", async () => {
    const calls = restTable
      .filter(({ path }) => path.startsWith("/api/datasessions/") && !path.endsWith("/events/"))
      .flatMap((route) =>
        methods.filter((method) => route.verbs[method]).map((method) => [method, route.path] as const),
      );
    expect(calls.length).toBeGreaterThan(12);
    const body = { name: "x", input_data: [1], ids: [1], frames: [] };
    for (const [method, path] of calls) {
      const address = path.replaceAll(":id", "3");
      const sent = method === "GET" || method === "DELETE" ? {} : { body };
      const whole = await ask(`${method} ${address}`, sent);
      const part = await ask(`${method} ${address}?response_fields=id,deleted`, sent);
      expect(part.status).toBe(whole.status);
      const items = part.body?.results ?? [part.body ?? {}];
      for (const item of items) expect(["id", "deleted", ""]).toContain(Object.keys(item).join());
      if (sent.body)
        expect(JSON.stringify(part.deps.calls)).toBe(
          JSON.stringify(whole.deps.calls).replace('{"operations":true}', '{"operations":false}'),
        );
    }
  });

  it("limits the operation of an event", async () => {
    const deps = fakeDeps();
    const path = "/api/datasessions/3/operations/5/events/?response_fields=id,status";
    const text = await (await handleRest(request("GET", path), deps)).text();
    const { operation, status } = JSON.parse(/data: (.+)/.exec(text)![1]!);
    expect([operation, status]).toEqual([{ id: 5, status: "IN_PROGRESS" }, "IN_PROGRESS"]);
  });

  it("is part of the tag of an answer, and never limits an error", async () => {
    const tag = async (query: string) => (await ask(`GET /api/datasessions/3/${query}`)).headers.get("etag")!;
    const [whole, part] = [await tag(""), await tag("?response_fields=id")];
    expect(part).not.toBe(whole);
    expect((await ask("GET /api/datasessions/3/", { headers: { "if-none-match": part } })).status).toBe(200);
    expect(
      (await ask("GET /api/datasessions/3/?response_fields=id", { headers: { "if-none-match": part } })).status,
    ).toBe(304);
    const refused = await ask("GET /api/datasessions/3/?response_fields=id", {
      headers: { authorization: "Token no" },
    });
    expect([refused.status, refused.body]).toEqual([401, { detail: "Invalid token." }]);
    const wrongMethod = await ask("PUT /api/datasessions/?response_fields=id", { body: {} });
    expect([wrongMethod.status, wrongMethod.body]).toEqual([405, { detail: expect.any(String) }]);
  });

  it("is part of what an Idempotency-Key stands for", async () => {
    const deps = fakeDeps();
    const asked: string[] = [];
    deps.services.idempotency.answerOnce = async (_actor, { fingerprint }, work) => {
      asked.push(fingerprint);
      return work();
    };
    const headers = { "idempotency-key": "one" };
    for (const query of ["", "?response_fields=id", "?response_fields=id"]) {
      await handleRest(request("POST", `/api/datasessions/${query}`, { body: { name: "x" }, headers }), deps);
    }
    expect(asked[0]).not.toBe(asked[1]);
    expect(asked[1]).toBe(asked[2]);
  });

  it("leaves what OPTIONS tells and answers about other things as they are", async () => {
    const { body } = await ask("OPTIONS /api/datasessions/?response_fields=id");
    expect(body.actions.POST.persist).toMatchObject({ type: "boolean", required: false, read_only: false });
    expect(Object.keys((await ask("GET /api/available_operations/?response_fields=id")).body)).toEqual(["Median"]);
  });
});

describe("query parameters that nobody knows", () => {
  const ours = [
    "POST /api/datasessions/3/remove_frames/",
    "POST /api/datasessions/3/operations/5/cancel/",
    "POST /api/datasessions/3/operations/5/retry/",
    "GET /api/datasessions/3/events/",
    "GET /api/datasessions/3/operations/5/events/",
    "GET /api/tokens/",
    "POST /api/tokens/",
    "DELETE /api/tokens/9/",
    "GET /api/schema/",
  ];

  it.each(ours)("are refused by %s", async (call) => {
    const body = call.startsWith("POST") ? {} : undefined;
    const refused = await ask(`${call}?respones_fields=id`, { body });
    expect([refused.status, refused.body]).toEqual([400, { error: expect.stringContaining('"respones_fields"') }]);
    expect(refused.deps.calls).toEqual([]);
    if (!call.includes("events"))
      expect((await ask(`${call}?format=json&response_fields=id`, { body })).status).toBeLessThan(300);
  });

  it.each(["GET /api/datasessions/", "GET /api/datasessions/3/operations/5/", "GET /api/available_operations/"])(
    "are ignored by %s, which the older service has",
    async (call) => {
      expect((await ask(`${call}?nonsense=1`)).status).toBe(200);
    },
  );
});
