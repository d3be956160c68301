import { expect, it } from "vitest";
import { fakeDeps } from "../testing/fake-services.ts";
import { request } from "../testing/send.ts";
import { handleRest } from "./handle-rest.ts";
import { nestingOf } from "./nesting.ts";

it.each([
  ["1", 0],
  ["[]", 1],
  ['{"a":[{"b":1}],"c":[]}', 3],
  ['["[[[", "\\"[[", "\\\\"]', 1],
  ['["[', 1],
])("%s is %i deep", (json, depth) => {
  expect(nestingOf(json)).toBe(depth);
});

it("is limited for each body, so that nothing behind it has to mind its stack", async () => {
  const deep = (depth: number) => `{"name":"x","input_data":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;
  const headers = { "idempotency-key": "k", "content-type": "application/json" };
  const post = async (body: string) => {
    const response = await handleRest(request("POST", "/api/datasessions/", { body, headers }), fakeDeps());
    return { status: response.status, body: await response.json() };
  };
  expect((await post(deep(1000))).status).toBe(201);
  const refused = { status: 400, body: { detail: "JSON parse error - the text is nested too deeply" } };
  expect(await post(deep(1001))).toEqual(refused);
  expect(await post(deep(1_000_000))).toEqual(refused);
});
