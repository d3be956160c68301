import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "../actor.ts";
import { files, look, newSession, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";
import type { WatchEvent } from "../views.ts";

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;

beforeAll(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
  for (const name of ["a", "b", "c"]) bench.archive.put(name, { id: name });
});
afterAll(() => bench.close());

/** Reads until `enough` says so, then lets go. */
async function collect(
  target: { sessionId: number; operationId?: number },
  enough: (event: WatchEvent) => boolean,
  onFirst = async () => {},
) {
  const events: WatchEvent[] = [];
  const stop = new AbortController();
  for await (const event of bench.services.operations.watch(ada, target, stop.signal)) {
    events.push(event);
    if (events.length === 1) void onFirst();
    if (enough(event)) stop.abort();
  }
  return events;
}

const isDone = (event: WatchEvent) => event.kind === "operation" && event.operation.status === "COMPLETED";

describe("watching", () => {
  it("tells the present state first, then each change to the end", async () => {
    const median = await submitMedian(bench, ada, files("a", "b"));
    const events = await collect({ sessionId: median.sessionId }, isDone, async () => void (await bench.work()));
    const states = events.flatMap((event) => (event.kind === "operation" ? [event.operation.trueState.state] : []));
    expect(states[0]).toBe("queued");
    expect(states.at(-1)).toBe("completed");
    const last = events.at(-1);
    expect(last).toEqual({ kind: "operation", operation: await look(bench, ada, median) });
  });

  it("tells of operations that come and go, in this session only", async () => {
    const sessionId = await newSession(bench, ada);
    const body = { name: "Median", input_data: { input_files: files("a", "c") } };
    const { operations } = bench.services;
    const first = await operations.submit(ada, sessionId, body);
    let second = 0;
    const awaited = new Set<string>(["first removed", "second told"]);
    const events = await collect(
      { sessionId },
      (event) => {
        if (event.kind === "removed" && event.operationId === first.id) awaited.delete("first removed");
        if (event.kind === "operation" && event.operation.id !== first.id) awaited.delete("second told");
        return awaited.size === 0;
      },
      async () => {
        await submitMedian(bench, ada, files("b", "c"));
        second = (await operations.submit(ada, sessionId, body)).id;
        await operations.delete(ada, sessionId, first.id);
      },
    );
    const told = new Set(events.flatMap((event) => (event.kind === "operation" ? [event.operation.id] : [])));
    expect([...told]).toEqual([first.id, second]);
    await bench.work();
  });

  it("of one operation tells nothing of others", async () => {
    const sessionId = await newSession(bench, ada);
    const submit = (...names: string[]) =>
      bench.services.operations.submit(ada, sessionId, {
        name: "Median",
        input_data: { input_files: files(...names) },
      });
    const watched = await submit("a", "b", "c");
    const events = await collect({ sessionId, operationId: watched.id }, isDone, async () => {
      await submit("b");
      await bench.work();
    });
    expect(new Set(events.map((event) => event.kind === "operation" && event.operation.id))).toEqual(
      new Set([watched.id]),
    );
  });

  it("ends when the reader goes", async () => {
    const { sessionId } = await submitMedian(bench, ada, files("c"));
    expect(await collect({ sessionId }, () => true)).toHaveLength(1);
    await bench.work();
  });
});

describe("a credential that ends", () => {
  afterEach(() => void vi.useRealTimers());

  type Ending = [how: string, actor: () => Promise<Actor>, end: (actor: Actor) => Promise<unknown>];
  const endings: Ending[] = [
    [
      "a revoked token",
      async () => {
        const { token, id } = await bench.services.accounts.createToken(ada, { name: "short" });
        tokenId = id;
        return bench.services.accounts.authenticateToken("Bearer", token);
      },
      () => bench.services.accounts.revokeToken(ada, tokenId),
    ],
    [
      "an expired token",
      async () => {
        const { token, id } = await bench.services.accounts.createToken(ada, { name: "short" });
        tokenId = id;
        return bench.services.accounts.authenticateToken("Bearer", token);
      },
      () => bench.execute(`UPDATE "ApiToken" SET "expiresAt" = now() - interval '1 s' WHERE "id" = ${tokenId}`),
    ],
    [
      "a portal token with a successor",
      async () => ada,
      () => bench.services.accounts.pushUser({ username: "ada", tokens: { api_token: "the next one" } }),
    ],
    [
      "a browser's sign-in with an older password",
      async () => {
        await bench.database.signIns.create({ id: "one", userId: ada.userId, address: "", userAgent: "" });
        return bench.services.accounts.actorOf({ userId: ada.userId, id: "one" });
      },
      () => bench.database.signIns.endAll(ada.userId, null),
    ],
  ];
  let tokenId = 0;

  it.each(endings)("ends a stream that it opened: %s", async (_, open, end) => {
    const { sessionId } = await submitMedian(bench, ada, files("a"));
    const actor = await open();
    const stop = new AbortController();
    const events = bench.services.operations.watch(actor, { sessionId }, stop.signal);
    expect((await events.next()).value).toMatchObject({ kind: "operation" });
    const ended = expect(events.next()).rejects.toMatchObject({ kind: "unauthenticated" });
    await end(actor);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 4000 });
    const body = { name: "Median", input_data: { input_files: files("c") } };
    await bench.services.operations.submit(ada, sessionId, body);
    await ended;
    expect(await events.next()).toEqual({ done: true, value: undefined });
    stop.abort();
  });
});
