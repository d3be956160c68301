import { expect, it } from "vitest";
import { handleFile } from "../files/handle-file.ts";
import { handleHealth } from "../health/handle-health.ts";
import { fakeDeps } from "../testing/fake-services.ts";
import { CALLER_ADDRESS } from "./caller-address.ts";

const health = (address: string, deps: ReturnType<typeof fakeDeps>) =>
  handleHealth(new Request("http://x/healthz", { headers: { [CALLER_ADDRESS]: address } }), deps);
const file = (address: string, deps: ReturnType<typeof fakeDeps>) =>
  handleFile(new Request("http://x/files/5/k.fits?s=signed", { headers: { [CALLER_ADDRESS]: address } }), deps);

it.each([
  ["health", health],
  ["files", file],
])("%s are answered five times as often as a user's requests, by address", async (_, ask) => {
  const deps = fakeDeps({ perMinute: 2 });
  let asked = 0;
  deps.services.health = async () => {
    asked++;
    return { ok: true, database: true, queue: true, store: true, disk: true, workers: true, messages: [] };
  };
  const statuses: number[] = [];
  for (let n = 0; n < 11; n++) statuses.push((await ask("9.9.9.9", deps)).status);
  expect(statuses).toEqual([...Array(10).fill(200), 429]);
  expect(asked).toBeLessThanOrEqual(10);
  const refused = await ask("9.9.9.9", deps);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask("9.9.9.8", deps)).status).toBe(200);
});
