import { readdir } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fakeExecute } from "../testing/fake-execute.fixture.ts";
import { files, look, newSession, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;

beforeAll(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) bench.archive.put(name, { id: `id-${name}` });
});
afterAll(() => bench.close());

describe("from click to picture", () => {
  it("queues, computes once and shows the result with links that open", async () => {
    const median = await submitMedian(bench, ada, files("b", "a"));
    expect(median.view).toMatchObject({
      status: "IN_PROGRESS",
      operation_progress: 0,
      message: "Waiting in the queue …",
    });
    expect(median.view.input_data).toEqual({ input_files: files("a", "b") });
    expect(bench.archive.lookups).toEqual([]); // POST never waits for the archive
    expect(bench.queue.waiting).toEqual([median.id]);

    await bench.work();
    const done = await look(bench, ada, median);
    expect(done).toMatchObject({ status: "COMPLETED", operation_progress: 1, message: "" });
    const [file] = done.output!.output_files!;
    expect(file!.basename).toMatch(/^[0-9a-f]{64}$/);
    const url = new URL(file!.fits_url!);
    const [, , id, name] = url.pathname.split("/");
    const opened = await bench.services.files.open(Number(id), name!, url.searchParams.get("s")!);
    expect(await text(opened.stream)).toBe(`fits of ${file!.basename}`);
    expect(opened).toMatchObject({ contentType: "application/fits", attachment: true });
    expect(await look(bench, ada, median)).toEqual(done);
  });

  it("leaves no temp folder and no held frame, and notes what it read and used", async () => {
    const median = await submitMedian(bench, ada, files("a", "c"));
    await bench.work();
    const { runId, cpuSeconds, peakMemory } = (await look(bench, ada, median)).trueState;
    expect(cpuSeconds).toBeGreaterThanOrEqual(0);
    expect(peakMemory).toBeGreaterThan(1_000_000);
    expect(await readdir(bench.engine.tmpDir)).toEqual([]);
    expect(await bench.database.runs.inputs(runId!)).toEqual([
      { source: "archive", basename: "a", archiveFrameId: "id-a", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { source: "archive", basename: "c", archiveFrameId: "id-c", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await bench.database.runs.files(runId!)).toHaveLength(3);
  });

  it("downloads a frame once, whoever reads it", async () => {
    await submitMedian(bench, ada, files("a", "b", "c"));
    await bench.work();
    expect(bench.archive.downloads.filter((name) => name === "a")).toHaveLength(1);
  });

  it("computes equal operations once, whatever their order and extra members", async () => {
    bench.engine.execute = vi.fn(fakeExecute);
    const first = await submitMedian(bench, ada, files("d", "e"));
    const second = await submitMedian(bench, ada, [
      { basename: "e", largeCachedUrl: "blob:x" },
      { basename: "d", url: "https://signed" },
    ]);
    await bench.work();
    expect(bench.engine.execute).toHaveBeenCalledTimes(1);
    const views = [await look(bench, ada, first), await look(bench, ada, second)];
    expect(views[0]!.trueState.runId).toBe(views[1]!.trueState.runId);
    expect(views.map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED"]);
    expect(views[1]!.input_data).toMatchObject({
      input_files: [{ url: "https://signed" }, { largeCachedUrl: "blob:x" }],
    });
    bench.engine.execute = fakeExecute;
  });

  it("answers COMPLETED at once when an equal result and a fresh right to it are known", async () => {
    await submitMedian(bench, ada, files("d", "f"));
    await bench.work();
    const lookups = bench.archive.lookups.length;
    const again = await submitMedian(bench, ada, files("f", "d"));
    expect(again.view.status).toBe("COMPLETED");
    expect(bench.queue.waiting).toEqual([]);
    expect(bench.archive.lookups).toHaveLength(lookups);
  });

  it("takes a result of one's own as input", async () => {
    const first = await submitMedian(bench, ada, files("g", "h"));
    await bench.work();
    const { basename } = (await look(bench, ada, first)).output!.output_files![0]!;
    const next = await submitMedian(bench, ada, [...files("g"), { source: "datalab", basename }]);
    await bench.work();
    expect(await look(bench, ada, next)).toMatchObject({ status: "COMPLETED" });
  });

  it("shows progress while it runs", async () => {
    const median = await submitMedian(bench, ada, files("a", "g"));
    const seen: string[] = [];
    bench.engine.execute = async (execution) => {
      execution.onProgress(0.3, "Reading");
      await vi.waitFor(async () =>
        expect(await look(bench, ada, median)).toMatchObject({ operation_progress: 0.3, message: "Reading" }),
      );
      seen.push((await look(bench, ada, median)).trueState.state);
      return fakeExecute(execution);
    };
    await bench.work();
    bench.engine.execute = fakeExecute;
    expect(seen).toEqual(["running"]);
    expect(await look(bench, ada, median)).toMatchObject({ operation_progress: 1, message: "" });
  });

  it("ignores a job of an operation that is done or gone", async () => {
    const median = await submitMedian(bench, ada, files("a", "h"));
    await bench.work();
    const done = await look(bench, ada, median);
    const process = (operationId: number) =>
      bench.services.runs.process({ operationId, attemptsLeft: 2 }, new AbortController().signal);
    await process(median.id);
    await process(99_999_999);
    expect(await look(bench, ada, median)).toEqual(done);
  });

  it("lists operations oldest first, with the number of all", async () => {
    const sessionId = await newSession(bench, ada);
    const ids = [];
    for (const name of ["a", "b", "c"]) {
      ids.push(
        (
          await bench.services.operations.submit(ada, sessionId, {
            name: "Median",
            input_data: { input_files: files(name) },
          })
        ).id,
      );
    }
    await bench.work();
    const page = await bench.services.operations.list(ada, sessionId, { limit: 2, offset: 1 });
    expect(page.count).toBe(3);
    expect(page.results.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  it("keeps an operation when the queue is away: the row is the truth", async () => {
    const lame = await workBench();
    const bob = await lame.person("bob");
    lame.queue.breakDown();
    const median = await submitMedian(lame, bob, files("a", "b"));
    expect(median.view.trueState.state).toBe("queued");
    await lame.close();
  });
});
