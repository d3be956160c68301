import { expect, it } from "vitest";
import { fakeDeps } from "../testing/fake-services.ts";
import { handleHealth } from "./handle-health.ts";

const request = new Request("http://x/healthz");

it("is 200 when everything can be used", async () => {
  const response = await handleHealth(request, fakeDeps());
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, web: true, database: true, queue: true, store: true });
});

it("is 503 and says what cannot be used", async () => {
  const deps = fakeDeps();
  deps.services.health = async () => ({ ok: false, database: true, queue: false, store: true });
  const response = await handleHealth(request, deps);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ok: false, queue: false });
});
