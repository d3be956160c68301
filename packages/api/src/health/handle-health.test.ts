import { AppError } from "@datalab/errors";
import { expect, it } from "vitest";
import { fakeDeps } from "../testing/fake-services.ts";
import { handleHealth, handleLiveness } from "./handle-health.ts";

const request = new Request("http://x/healthz");

it("is 200 when everything can be used", async () => {
  const response = await handleHealth(request, fakeDeps());
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    ...{ ok: true, web: true, database: true, queue: true, store: true, disk: true, workers: true, messages: [] },
  });
});

it("is 503 and says what cannot be used", async () => {
  const deps = fakeDeps();
  deps.services.health = async () => ({
    ...{ ok: false, database: true, queue: false, store: true, disk: true, workers: true },
    messages: ["The queue does not answer."],
  });
  const response = await handleHealth(request, deps);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ok: false, queue: false, messages: ["The queue does not answer."] });
});

it("lives as long as it answers", async () => {
  const response = await handleLiveness(new Request("http://x/livez"), fakeDeps());
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
});

it.each([handleHealth, handleLiveness])("is limited by address", async (handle) => {
  const deps = fakeDeps();
  deps.limits.place = async () => {
    throw new AppError("limit", "limit.requests", "Too many requests.");
  };
  const response = await handle(request, deps);
  expect(response.status).toBe(429);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
});
