import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../actor.ts";
import { createServices } from "../create-services.ts";
import type { CommonServices } from "../services.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";
import type { Quotas } from "./quotas.ts";

let bench: WorkBench;
let alice: Actor;
let people = 0;
const ofBytes = (bytes: number) => [{ basename: "a", filler: "x".repeat(bytes) }];

beforeAll(async () => {
  bench = await workBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  alice = await bench.person(`quota-${++people}`);
});

const limitedTo = (quotas: Partial<Quotas>): CommonServices => createServices({ ...bench.options, quotas });

describe("quotas", () => {
  it("bound the sessions of an account, however many are made at once, and let it tidy up", async () => {
    const { sessions } = limitedTo({ sessions: 3 });
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => sessions.create(alice, { name: "s" })));
    const refused = made.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    expect(refused).toHaveLength(5);
    expect(refused[0]!.reason).toMatchObject({ kind: "limit", code: "quota.sessions" });
    expect(refused[0]!.reason.message).toBe("You have 3 sessions, the most an account may keep. Delete some first.");
    const all = await sessions.list(alice, {}, { limit: 100, offset: 0 });
    expect(all.count).toBe(3);
    await sessions.delete(alice, all.results[0]!.id);
    await sessions.create(alice, { name: "again" });
  });

  it("bound the bytes of all sessions and of one, when they are made and when they grow", async () => {
    const { sessions } = limitedTo({ bytes: 10_000, sessionBytes: 6_000 });
    const first = await sessions.create(alice, { name: "first", input_data: ofBytes(5_000) });
    const grown = sessions.update(
      alice,
      first.id,
      { input_data: [{ basename: "b", filler: "x".repeat(2_000) }] },
      { partial: true },
    );
    await expect(grown).rejects.toMatchObject({ code: "quota.session_bytes" });
    expect((await sessions.get(alice, first.id)).input_data).toHaveLength(1);
    const second = sessions.create(alice, { name: "second", input_data: ofBytes(5_500) });
    await expect(second).rejects.toMatchObject({ code: "quota.bytes", kind: "limit" });
    await sessions.create(await bench.person(`else-${people}`), { name: "another's", input_data: ofBytes(5_500) });
  });

  it("keep what is above them readable, and let it be renamed and made smaller", async () => {
    const large = await limitedTo({}).sessions.create(alice, { name: "large", input_data: ofBytes(5_000) });
    const { sessions } = limitedTo({ bytes: 1_000 });
    expect((await sessions.get(alice, large.id)).name).toBe("large");
    await sessions.update(alice, large.id, { name: "renamed" }, { partial: true });
    const emptied = await sessions.removeFrames(alice, large.id, { frames: [{ basename: "a" }] });
    expect(emptied.input_data).toEqual([]);
  });

  it("bound operations, whose input counts for their session", async () => {
    const { sessions, operations } = limitedTo({ operations: 2, sessionBytes: 4_000 });
    const { id } = await sessions.create(alice, { name: "s" });
    const files = (filler: number) => ({
      input_files: ["a", "b"].map((basename) => ({ basename, filler: "x".repeat(filler) })),
    });
    const submit = (filler: number) => operations.submit(alice, id, { name: "Median", input_data: files(filler) });
    await expect(submit(3_000)).rejects.toMatchObject({ code: "quota.session_bytes" });
    await submit(1);
    await submit(2);
    await expect(submit(3)).rejects.toMatchObject({ code: "quota.operations" });
    expect((await operations.list(alice, id, { limit: 100, offset: 0 })).count).toBe(2);
  });

  it("bound the tokens that work", async () => {
    const { accounts } = limitedTo({ tokens: 2 });
    const { id } = await accounts.createToken(alice, { name: "one" });
    await accounts.createToken(alice, { name: "two" });
    await expect(accounts.createToken(alice, { name: "three" })).rejects.toMatchObject({ code: "quota.tokens" });
    await accounts.revokeToken(alice, id);
    await accounts.createToken(alice, { name: "three" });
  });

  it("tell the size of each session of a page by its bytes", async () => {
    const { sessions, operations } = limitedTo({});
    const inputData = [{ basename: "é" }];
    const { id } = await sessions.create(alice, { name: "s", input_data: inputData });
    await operations.submit(alice, id, { name: "Median", input_data: { input_files: ofBytes(10) } }).catch(() => {});
    const { results } = await sessions.sizes(alice, {}, { limit: 10, offset: 0 });
    const { operations: stored } = await sessions.get(alice, id);
    const bytes = [inputData, ...stored.map(({ input_data }) => input_data)].map((value) =>
      Buffer.byteLength(JSON.stringify(value)),
    );
    expect(results).toEqual([{ id, bytes: bytes.reduce((sum, one) => sum + one, 0) }]);
  });
});
