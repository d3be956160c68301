import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorld, type World } from "../world.ts";
import { runFuzz } from "./run-fuzz.ts";

const cases = Number(process.env.FUZZ_CASES ?? 3000);
const seed = Number(process.env.FUZZ_SEED ?? 20261122);
const longestMs = 120_000 + cases * 100;

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it(
  "random bodies at every route and procedure: no 500, nothing told, memory stable",
  async () => {
    const { done, seconds, statuses, findings, heap, peak } = await runFuzz(world, { cases, seed }, console.log);
    console.log(`${done} cases of seed ${seed} in ${seconds} s; statuses ${JSON.stringify(statuses)}`);
    console.log(`live heap ${heap.join(", ")} MB, peak ${Math.round(peak)} MB`);
    expect([...findings].map(([kind, first]) => `${kind}\n${first}`)).toEqual([]);
    expect(done).toBe(cases);
    expect(heap.at(-1)! - heap[1]!, "MB that did not go away").toBeLessThan(50);
  },
  longestMs,
);
