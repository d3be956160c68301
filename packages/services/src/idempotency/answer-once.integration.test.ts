import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
let bob: Awaited<ReturnType<WorkBench["person"]>>;

beforeAll(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
  bob = await bench.person("bob");
});
afterAll(() => bench.close());

const once = (...args: Parameters<WorkBench["services"]["idempotency"]["answerOnce"]>) =>
  bench.services.idempotency.answerOnce(...args);

it("does the work of a key once and answers it again", async () => {
  const work = vi.fn(async () => ({ status: 201, body: { id: 7, z: 1, a: 2 } }));
  const request = { key: "k1", fingerprint: "f" };
  const first = await once(ada, request, work);
  expect(JSON.stringify(await once(ada, request, work))).toBe(JSON.stringify(first));
  expect(work).toHaveBeenCalledTimes(1);
  await once(bob, request, work);
  expect(work, "keys are each user's own").toHaveBeenCalledTimes(2);
});

it("refuses the key for another request, and while the first is at work", async () => {
  let finish: (answer: object) => void = () => undefined;
  const work = vi.fn(() => new Promise<never>((resolve) => (finish = resolve as typeof finish)));
  const first = once(ada, { key: "k2", fingerprint: "f" }, work);
  await vi.waitFor(() => expect(work).toHaveBeenCalled());
  await expect(once(ada, { key: "k2", fingerprint: "f" }, async () => 1)).rejects.toMatchObject({ kind: "conflict" });
  finish({});
  await first;
  await expect(once(ada, { key: "k2", fingerprint: "g" }, async () => 1)).rejects.toMatchObject({
    code: "idempotency.key_reused",
  });
});

it("lets work that failed be tried again, and refuses odd keys", async () => {
  const failing = once(ada, { key: "k3", fingerprint: "f" }, async () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await once(ada, { key: "k3", fingerprint: "f" }, async () => "yes")).toBe("yes");
  for (const key of ["", "a b", "é", "x".repeat(256)]) {
    await expect(once(ada, { key, fingerprint: "f" }, async () => 1)).rejects.toMatchObject({ kind: "invalid" });
  }
});
