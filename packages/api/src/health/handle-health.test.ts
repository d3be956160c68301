import { expect, it } from "vitest";
import { fakeServices } from "../testing/fake-services.ts";
import { handleHealth } from "./handle-health.ts";

it("is 200 when everything can be used", async () => {
  const response = await handleHealth(fakeServices().services);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, web: true, database: true, queue: true, store: true });
});

it("is 503 and says what cannot be used", async () => {
  const { services } = fakeServices();
  services.health = async () => ({ ok: false, database: true, queue: false, store: true });
  const response = await handleHealth(services);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ok: false, queue: false });
});
