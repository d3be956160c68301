import { expect, it } from "vitest";
import { fakeDeps } from "../testing/fake-services.ts";
import { request } from "../testing/send.ts";
import { handleRest } from "./handle-rest.ts";

const get = (headers: Record<string, string> = {}) =>
  handleRest(request("GET", "/api/datasessions/3/", { headers }), fakeDeps());

it("what was read carries a tag, and is not sent again to who has it", async () => {
  const tag = (await get()).headers.get("etag")!;
  expect(tag).toMatch(/^"[\w-]{27}"$/);
  for (const known of [tag, `"other", W/${tag}`, "*"]) {
    const answer = await get({ "if-none-match": known });
    expect([answer.status, await answer.text(), answer.headers.get("etag")]).toEqual([304, "", tag]);
  }
  expect((await get({ "if-none-match": '"other"' })).status).toBe(200);
});

it("what was made carries none", async () => {
  const made = await handleRest(request("POST", "/api/datasessions/", { body: { name: "x" } }), fakeDeps());
  expect([made.status, made.headers.get("etag")]).toEqual([201, null]);
});
