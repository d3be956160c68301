import { expect, it } from "vitest";
import { fakeServices } from "../testing/fake-services.ts";
import { handleHealth, handleLiveness } from "./handle-health.ts";

it("is 200 when everything can be used", async () => {
  const response = await handleHealth(fakeServices().services);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    ...{ ok: true, web: true, database: true, queue: true, store: true, disk: true, workers: true, messages: [] },
  });
});

it("is 503 and says what cannot be used", async () => {
  const { services } = fakeServices();
  services.health = async () => ({
    ...{ ok: false, database: true, queue: false, store: true, disk: true, workers: true },
    messages: ["The queue does not answer."],
  });
  const response = await handleHealth(services);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ok: false, queue: false, messages: ["The queue does not answer."] });
});

it("lives as long as it answers", async () => {
  const response = handleLiveness();
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
});
