import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type DatabaseFixture,
  newAttachedRun,
  newKey,
  newOperation,
  newSession,
  newUser,
  nothingMade,
  openDatabaseFixture,
  runRequest,
} from "./database.fixture.ts";

let fixture: DatabaseFixture;
beforeAll(async () => {
  fixture = await openDatabaseFixture();
});
afterAll(() => fixture.close());

const failure = { kind: "internal", code: "x", message: "Failed" };

async function queued() {
  const { database } = fixture;
  const session = await newSession(database);
  return {
    operations: database.operations,
    runs: database.runs,
    session,
    operation: await newOperation(database, session.id),
  };
}

describe("operations", () => {
  it("are listed in the order of their creation, a page at a time", async () => {
    const { operations, session, operation } = await queued();
    const inputData = { z: [{ q: 1, a: 2 }], b: null };
    const resultKey = newKey();
    const second = await operations.create({ sessionId: session.id, name: "Second", inputData, resultKey });
    expect(second).toMatchObject({ state: "queued", message: "", run: null, ownerId: session.ownerId, resultKey });
    expect(JSON.stringify(second.inputData)).toBe(JSON.stringify(inputData));
    const all = await operations.list(session.id, { limit: 10, offset: 0 });
    expect(all.results.map(({ id }) => id)).toEqual([operation.id, second.id]);
    const { count, results } = await operations.list(session.id, { limit: 1, offset: 1 });
    expect([count, results[0]?.id]).toEqual([2, second.id]);
  });

  it("begin on a completed run in one statement, and wait where it is superseded by now", async () => {
    const { operations, runs, session } = await queued();
    const { run } = await runs.findOrCreateLive(runRequest());
    const asked = { sessionId: session.id, name: "Median", inputData: { b: 1, a: 2 }, resultKey: run.resultKey };
    const early = await operations.create({ ...asked, runId: run.id });
    expect(early).toMatchObject({ state: "queued", run: null });
    expect(await runs.findCompleted(run.resultKey)).toBeNull();
    await runs.claim(run.id, "w1", 60);
    const inputs = [{ source: "archive", basename: "frame-1", archiveFrameId: "17", sha256: "ab" }];
    await runs.complete(run.id, "w1", { ...nothingMade, inputs });
    expect(await runs.findCompleted(run.resultKey)).toEqual({ id: run.id, inputs });
    const shared = await operations.create({ ...asked, runId: run.id });
    expect(shared).toMatchObject({ state: "attached", queuePosition: null, run: { id: run.id, status: "COMPLETED" } });
    expect(shared).toEqual(await operations.find(shared.id));
    await runs.supersede(run.id);
    expect(await runs.findCompleted(run.resultKey)).toBeNull();
    const late = await operations.create({ ...asked, runId: run.id });
    expect(late).toMatchObject({ state: "queued", run: null });
    expect(late).toEqual(await operations.find(late.id)); // its place in the queue as well
    await expect(operations.create({ ...asked, sessionId: 2_000_000_000 })).rejects.toMatchObject({ code: "db.gone" });
  });

  it("attach once, and only to a run that lives or completed", async () => {
    const { operations, runs, operation } = await queued();
    const { run } = await runs.findOrCreateLive(runRequest());
    await runs.claim(run.id, "w1", 60);
    await runs.fail(run.id, "w1", failure);
    expect(await operations.attach(operation.id, run.id)).toBe(false);
    const { run: next } = await runs.findOrCreateLive(runRequest(run.resultKey));
    expect(await operations.attach(operation.id, next.id)).toBe(true);
    expect(await operations.attach(operation.id, next.id)).toBe(false);
    expect(await operations.listByRun(next.id)).toMatchObject([{ id: operation.id, run: { id: next.id } }]);
  });

  it("can be refused or failed only while they wait", async () => {
    const { operations, operation } = await queued();
    expect(await operations.settle(operation.id, "refused", "Not yours")).toBe(true);
    expect(await operations.settle(operation.id, "failed", "Late")).toBe(false);
    expect(await operations.cancel(operation.id, "")).toBeNull();
    expect(await operations.find(operation.id)).toMatchObject({ state: "refused", message: "Not yours" });
  });

  it("cannot be cancelled once their run has ended", async () => {
    const { database } = fixture;
    const { operation, run } = await newAttachedRun(database);
    await database.runs.claim(run.id, "w1", 60);
    await database.runs.complete(run.id, "w1", nothingMade);
    expect(await database.operations.cancel(operation.id, "")).toBeNull();
  });

  it("start anew after a failure, off the failed run, and not otherwise", async () => {
    const { database } = fixture;
    const { operation, run } = await newAttachedRun(database);
    expect(await database.operations.retry(operation.id)).toBeNull();
    await database.runs.claim(run.id, "w1", 60);
    await database.runs.fail(run.id, "w1", failure);
    expect(await database.operations.retry(operation.id)).toEqual({ id: operation.id, runId: run.id });
    expect(await database.operations.find(operation.id)).toMatchObject({ state: "queued", run: null, requeues: 0 });
    expect(await database.operations.retry(operation.id)).toBeNull();
    await database.operations.cancel(operation.id, "Cancelled");
    expect(await database.operations.retry(operation.id)).toEqual({ id: operation.id, runId: null });
  });

  it("are deleted only from their own session", async () => {
    const { operations, session, operation } = await queued();
    const foreign = await newSession(fixture.database);
    expect(await operations.delete([operation.id], foreign.id)).toEqual([]);
    expect(await operations.delete([operation.id, 999_999], session.id)).toEqual([{ id: operation.id, runId: null }]);
  });

  it("whose job may be lost are found, and put back once by one of many", async () => {
    const { operations, runs, session, operation } = await queued();
    const { run } = await runs.findOrCreateLive(runRequest());
    const attached = await newOperation(fixture.database, session.id);
    await operations.attach(attached.id, run.id);
    const age = () =>
      fixture.execute(`UPDATE "DataOperation" SET "lookAt" = now() - interval '1 s' WHERE "sessionId" = ${session.id}`);
    const mine = async () =>
      (await operations.stalled(1000)).map(({ id }) => id).filter((id) => id === operation.id || id === attached.id);
    expect(await mine()).toEqual([]);
    await age();
    expect(await mine()).toEqual([operation.id, attached.id]);
    await runs.claim(run.id, "w1", 60);
    expect(await mine()).toEqual([operation.id]);
    await runs.heartbeat(run.id, "w1", 0);
    expect(await mine()).toEqual([operation.id, attached.id]);
    await operations.seen([attached.id], 30);
    expect(await mine()).toEqual([operation.id]);

    const won = await Promise.all([1, 2, 3, 4].map(() => operations.claimRequeue(operation.id)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await operations.claimRequeue(attached.id)).toBe(false);
    expect(await mine()).toEqual([]);
  });

  it("wait with a text while something is away, up to a limit, and not once they have ended", async () => {
    const { operations, session, operation } = await queued();
    expect(await operations.postpone(operation.id, "The archive is away.", 60)).toBe(true);
    expect(await operations.find(operation.id)).toMatchObject({
      message: "The archive is away.",
      outages: 1,
      isDue: false,
    });
    await fixture.execute(
      `UPDATE "DataOperation" SET "outageSince" = now() - interval '61 s' WHERE "sessionId" = ${session.id}`,
    );
    expect(await operations.postpone(operation.id, "The archive is away.", 60)).toBe(false);
    await operations.settle(operation.id, "failed", "No.");
    expect(await operations.postpone(operation.id, "The archive is away.", 3600)).toBe(false);
    await operations.retry(operation.id);
    expect(await operations.find(operation.id)).toMatchObject({ message: "", outages: 0 });
  });

  it("are told what all of them wait for, and that it is over", async () => {
    const { operations, runs, session, operation } = await queued();
    const { run } = await runs.findOrCreateLive(runRequest());
    const attached = await newOperation(fixture.database, session.id);
    await operations.attach(attached.id, run.id);
    const away = "The file store is away.";
    await operations.announce(away, [away]);
    expect((await operations.find(operation.id))!.message).toBe(away);
    expect((await operations.find(attached.id))!.run!.message).toBe(away);
    await operations.announce(null, [away]);
    expect((await operations.find(operation.id))!.message).toBe("");
    expect((await operations.find(attached.id))!.run!.message).toBe("");
  });

  it("own the result of their key once it is completed", async () => {
    const { operations, runs, session, operation } = await queued();
    const { run } = await runs.findOrCreateLive(runRequest(operation.resultKey));
    await operations.attach(operation.id, run.id);
    const file = { key: `${newKey()}/a.fits`, role: "fits", size: 1, sha256: "ab", contentType: "image/fits" };
    const resultFile = (userId: number, name: string) => operations.resultFile(userId, operation.resultKey, name);
    await runs.claim(run.id, "w1", 60);
    await runs.publish(run.id, "w1", { output: {}, files: [file] });
    expect(await resultFile(session.ownerId, "a.fits")).toBeNull();
    await runs.complete(run.id, "w1", { ...nothingMade, files: [file] });
    expect(await resultFile(session.ownerId, "a.fits")).toEqual(file);
    expect(await resultFile(session.ownerId, "b.fits")).toBeNull();
    const stranger = (await newUser(fixture.database)).id;
    expect(await resultFile(stranger, "a.fits")).toBeNull();
    const resultOwner = (userId: number) => operations.resultOwner(userId, operation.resultKey, "a.fits");
    expect(await resultOwner(session.ownerId)).toEqual({ id: operation.id, linkSalt: operation.linkSalt });
    expect(await resultOwner(stranger)).toBeNull();
  });

  it("have links that their owner can end", async () => {
    const { operations, operation } = await queued();
    const salt = await operations.rotateLinkSalt(operation.id);
    expect(salt).not.toBe(operation.linkSalt);
    expect((await operations.find(operation.id))?.linkSalt).toBe(salt);
    expect(await operations.rotateLinkSalt(999_999)).toBeNull();
  });
});

it("an operation whose session is deleted at the same moment is refused", async () => {
  const { database } = fixture;
  const outcomes: string[] = [];
  for (let round = 0; round < 20; round++) {
    const session = await newSession(database);
    const [made] = await Promise.allSettled([newOperation(database, session.id), database.sessions.delete(session.id)]);
    outcomes.push(made.status === "fulfilled" ? "made" : made.reason.kind);
  }
  expect(outcomes.filter((outcome) => outcome !== "made" && outcome !== "conflict")).toEqual([]);
});
