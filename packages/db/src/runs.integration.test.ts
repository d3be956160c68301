import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type DatabaseFixture,
  newAttachedRun,
  newKey,
  newOperation,
  nothingMade,
  openDatabaseFixture,
  runRequest,
} from "./database.fixture.ts";

let fixture: DatabaseFixture;
beforeAll(async () => {
  fixture = await openDatabaseFixture();
});
afterAll(() => fixture.close());

const failure = { kind: "invalid", code: "op.invalid", message: "Two files are needed." };
const lapsed = 0;
const lease = 60;

async function liveRun() {
  const { runs } = fixture.database;
  const { run } = await runs.findOrCreateLive(runRequest());
  return { runs, id: run.id, resultKey: run.resultKey };
}

describe("a run's key", () => {
  it("has one live run, however many ask at once", async () => {
    const { runs } = fixture.database;
    const request = runRequest();
    const answers = await Promise.all(Array.from({ length: 12 }, () => runs.findOrCreateLive(request)));
    expect(new Set(answers.map(({ run }) => run.id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(answers[0]!.run).toMatchObject({
      status: "PENDING",
      progress: 0,
      output: null,
      attempts: 0,
      recipe: { b: 1, a: 2 },
    });
    expect(await runs.inputs(answers[0]!.run.id)).toEqual([{ ...request.inputs[0], sha256: null }]);
  });

  it("is taken by a completed run, and free again after a failed, cancelled or superseded one", async () => {
    const { runs, id, resultKey } = await liveRun();
    await runs.claim(id, "w1", lease);
    await runs.complete(id, "w1", nothingMade);
    expect(await runs.findOrCreateLive(runRequest(resultKey))).toMatchObject({ created: false, run: { id } });
    expect(await runs.supersede(id)).toBe(true);
    expect(await runs.supersede(id)).toBe(false);
    const second = await runs.findOrCreateLive(runRequest(resultKey));
    expect(second.created).toBe(true);
    await runs.claim(second.run.id, "w1", lease);
    await runs.fail(second.run.id, "w1", failure);
    const third = await runs.findOrCreateLive(runRequest(resultKey));
    expect(third.created).toBe(true);
    await runs.cancelIfUnused(third.run.id);
    expect((await runs.findOrCreateLive(runRequest(resultKey))).created).toBe(true);
  });
});

describe("a lease", () => {
  it("goes to one of many workers", async () => {
    const { runs, id } = await liveRun();
    const claims = await Promise.all(["a", "b", "c", "d", "e"].map((owner) => runs.claim(id, owner, lease)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(claims.find(Boolean)).toMatchObject({ status: "IN_PROGRESS", attempts: 1, crashes: 0 });
  });

  it("that lapsed can be taken over, counts as a crash, and the former owner can do nothing more", async () => {
    const { runs, id } = await liveRun();
    await runs.claim(id, "dead", lapsed);
    expect((await runs.expiredLeases(100)).map((run) => run.id)).toContain(id);
    expect(await runs.claim(id, "new", lease)).toMatchObject({ leaseOwner: "new", attempts: 2, crashes: 1 });
    expect(await runs.heartbeat(id, "dead", lease)).toBe(false);
    expect(await runs.progress(id, "dead", 0.9, "…")).toBe(false);
    expect(await runs.complete(id, "dead", nothingMade)).toBe(false);
    expect(await runs.fail(id, "dead", failure)).toBe(false);
    expect(await runs.release(id, "dead", "")).toBe(false);
    expect(await runs.find(id)).toMatchObject({
      status: "IN_PROGRESS",
      leaseOwner: "new",
      progress: 0,
      errorMessage: null,
    });
    expect(await runs.inputs(id)).toHaveLength(1);
  });

  it("lives on with a heartbeat", async () => {
    const { runs, id } = await liveRun();
    await runs.claim(id, "w1", lapsed);
    expect(await runs.heartbeat(id, "w1", lease)).toBe(true);
    expect(await runs.claim(id, "w2", lease)).toBeNull();
  });

  it("can be given back, for another to claim", async () => {
    const { runs, id } = await liveRun();
    await runs.claim(id, "w1", lease);
    expect(await runs.release(id, "w1", "Waiting for the archive")).toBe(true);
    expect(await runs.find(id)).toMatchObject({
      status: "PENDING",
      message: "Waiting for the archive",
      leaseOwner: null,
    });
    expect(await runs.claim(id, "w2", lease)).toMatchObject({ attempts: 2, crashes: 0 });
  });
});

describe("progress", () => {
  it("never goes back and never passes 1", async () => {
    const { runs, id } = await liveRun();
    await runs.claim(id, "w1", lease);
    const seen: number[] = [];
    for (const fraction of [0.5, 0.2, 1.8, 0.9]) {
      await runs.progress(id, "w1", fraction, `at ${fraction}`);
      seen.push((await runs.find(id))!.progress);
    }
    expect(seen).toEqual([0.5, 0.5, 1, 1]);
    expect(await runs.find(id)).toMatchObject({ message: "at 0.9" });
  });
});

describe("the end of a run", () => {
  it("brings output, files and inputs together", async () => {
    const { runs, id, resultKey } = await liveRun();
    await runs.claim(id, "w1", lease);
    const output = { output_files: [{ z: 1, a: `${resultKey}/x.fits` }], output_data: [] };
    const file = {
      key: `${resultKey}/x.fits`,
      role: "fits",
      size: 5_000_000_000,
      sha256: "ab",
      contentType: "image/fits",
    };
    const inputs = [
      { source: "archive", basename: "frame-1", archiveFrameId: "17", sha256: "cd" },
      { source: "datalab", basename: "product", archiveFrameId: null, sha256: "ef" },
    ];
    const timings = { decode: 0.25, total: 1.5 };
    expect(await runs.complete(id, "w1", { output, inputs, files: [file], timings, peakMemory: 3_000_000_000 })).toBe(
      true,
    );
    const run = await runs.find(id);
    expect(run).toMatchObject({
      status: "COMPLETED",
      progress: 1,
      message: "",
      leaseOwner: null,
      timings,
      peakMemory: 3e9,
    });
    expect(JSON.stringify(run!.output)).toBe(JSON.stringify(output));
    expect(await runs.files(id)).toEqual([file]);
    expect(await runs.file(id, file.key.split("/")[1]!)).toEqual(file);
    expect(await runs.file(id, "other.fits")).toBeNull();
    expect(await runs.inputs(id)).toEqual(inputs);
    expect(await runs.complete(id, "w1", nothingMade)).toBe(false);
    expect(await runs.claim(id, "w2", lease)).toBeNull();
  });

  it("shows what is done of its output while it goes on, to whoever holds the lease only", async () => {
    const { runs, id, resultKey } = await liveRun();
    await runs.claim(id, "w1", lease);
    const file = (name: string, sha256: string) => ({
      key: `${resultKey}/${name}`,
      role: "fits",
      size: 1,
      sha256,
      contentType: "application/fits",
    });
    expect(await runs.publish(id, "w2", { output: { n: 0 }, files: [] })).toBe(false);
    expect(await runs.publish(id, "w1", { output: { n: 1 }, files: [file("1.fits", "aa")] })).toBe(true);
    expect(await runs.find(id)).toMatchObject({ status: "IN_PROGRESS", output: { n: 1 } });
    const files = [file("1.fits", "bb"), file("2.fits", "cc")];
    await runs.complete(id, "w1", { ...nothingMade, output: { n: 2 }, files });
    expect(await runs.files(id)).toEqual(files);
    expect(await runs.publish(id, "w1", { output: { n: 3 }, files: [] })).toBe(false);
    expect(await runs.find(id)).toMatchObject({ status: "COMPLETED", output: { n: 2 } });
  });

  it("is forgotten when it is live and old and nobody waits for it", async () => {
    const { runs } = fixture.database;
    const { id } = await liveRun();
    const { run } = await newAttachedRun(fixture.database);
    const limits = { olderThanSeconds: 0, limit: 1000 };
    expect(await runs.forgotten(limits)).toContain(id);
    expect(await runs.forgotten(limits)).not.toContain(run.id);
    expect(await runs.forgotten({ ...limits, olderThanSeconds: 60 })).not.toContain(id);
    await runs.cancelIfUnused(id);
    expect(await runs.forgotten(limits)).not.toContain(id);
  });

  it("keeps the cause of a failure", async () => {
    const { runs, id } = await liveRun();
    await runs.claim(id, "w1", lease);
    expect(await runs.fail(id, "w1", failure)).toBe(true);
    expect(await runs.find(id)).toMatchObject({
      status: "FAILED",
      message: failure.message,
      errorKind: "invalid",
      errorCode: "op.invalid",
      errorMessage: failure.message,
    });
  });

  it("can be told by somebody else only when nobody works on it", async () => {
    const { runs, id } = await liveRun();
    await runs.claim(id, "w1", lease);
    expect(await runs.failAbandoned(id, failure)).toBe(false);
    await runs.heartbeat(id, "w1", lapsed);
    expect(await runs.failAbandoned(id, failure)).toBe(true);
    expect(await runs.failAbandoned(id, failure)).toBe(false);
  });
});

describe("a run that operations leave", () => {
  it("is cancelled with the last of them, and its worker finds out", async () => {
    const { database } = fixture;
    const { run, operation, session } = await newAttachedRun(database);
    const other = await newOperation(database, session.id);
    await database.operations.attach(other.id, run.id);
    await database.runs.claim(run.id, "w1", lease);
    expect(await database.operations.cancel(operation.id, "Cancelled")).toEqual({ id: operation.id, runId: run.id });
    expect(await database.runs.cancelIfUnused(run.id)).toBe(false);
    await database.operations.delete([other.id], session.id);
    expect(await database.runs.cancelIfUnused(run.id)).toBe(true);
    expect(await database.runs.heartbeat(run.id, "w1", lease)).toBe(false);
    expect(await database.runs.find(run.id)).toMatchObject({ status: "CANCELLED" });
  });

  it("is either cancelled or attached to, never both", async () => {
    const { database } = fixture;
    for (let round = 0; round < 20; round++) {
      const { run, operation, session } = await newAttachedRun(database);
      const late = await newOperation(database, session.id);
      await database.operations.cancel(operation.id, "");
      const [attached, cancelled] = await Promise.all([
        database.operations.attach(late.id, run.id),
        database.runs.cancelIfUnused(run.id),
      ]);
      expect(attached).toBe(!cancelled);
    }
  });

  it("goes, and names its objects, once nobody needs them", async () => {
    const { database } = fixture;
    const { runs, operations } = database;
    const { run, operation, session } = await newAttachedRun(database);
    const key = `${run.resultKey}/${run.resultKey}.fits`;
    await runs.claim(run.id, "w1", lease);
    expect(await runs.retire(run.id)).toBeNull();
    const files = [{ key, role: "fits", size: 1, sha256: "ab", contentType: "image/fits" }];
    await runs.complete(run.id, "w1", { ...nothingMade, files });
    expect(await runs.retire(run.id)).toBeNull();
    await operations.delete([operation.id], session.id);

    const reader = await runs.findOrCreateLive({
      ...runRequest(),
      inputs: [{ source: "datalab", basename: run.resultKey, archiveFrameId: null }],
    });
    expect(await runs.retire(run.id)).toBeNull();
    await runs.cancelIfUnused(reader.run.id);
    expect(await runs.retire(reader.run.id)).toEqual([]);
    expect(await runs.remove(reader.run.id)).toBe(true);

    const inputData = { input_files: [{ basename: run.resultKey, source: "datalab" }] };
    const waiting = await operations.create({ sessionId: session.id, name: "Median", inputData, resultKey: newKey() });
    expect(await runs.retire(run.id)).toBeNull();
    await operations.delete([waiting.id], session.id);

    expect(await runs.unreferenced(1000)).toContain(run.id);
    expect(await runs.remove(run.id)).toBe(false); // not before it was retired
    expect(await runs.retire(run.id)).toEqual([key]);
    expect(await runs.findCurrent(run.resultKey)).toBeNull();
    const late = await operations.create({ sessionId: session.id, name: "Median", inputData: {}, resultKey: newKey() });
    expect(await operations.attach(late.id, run.id)).toBe(false);
    expect(await runs.unreferenced(1000)).toContain(run.id); // until its objects are gone, the sweeper comes again
    expect(await runs.retire(run.id)).toEqual([key]);
    expect(await runs.remove(run.id)).toBe(true);
    expect(await runs.find(run.id)).toBeNull();
  });
});
