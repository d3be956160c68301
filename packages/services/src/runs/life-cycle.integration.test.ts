import { readdir } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { AppError } from "@datalab/errors";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fakeExecute, severalOutputs } from "../testing/fake-execute.fixture.ts";
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

  it("lets go of every frame: of some when it is done with them, of all in the end", async () => {
    const { fetch } = bench.engine.frameCache;
    let held = 0;
    bench.engine.frameCache.fetch = async (...args) => {
      const lease = await fetch(...args);
      held++;
      return { ...lease, release: () => lease.release().then(() => void held--) };
    };
    bench.engine.execute = async (execution) => {
      const [twice, other] = files("c", "d");
      const [first] = await Promise.all([twice!, twice!, other!].map(execution.openFrame));
      await first!.release?.();
      await first!.release?.();
      expect(held).toBe(2);
      return fakeExecute(execution);
    };
    const median = await submitMedian(bench, ada, [...files("c", "d"), ...files("c")]);
    await bench.work();
    bench.engine.frameCache.fetch = fetch;
    bench.engine.execute = fakeExecute;
    expect((await look(bench, ada, median)).status).toBe("COMPLETED");
    expect(held).toBe(0);
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

  it("shows several outputs one by one, and each stays as it was", async () => {
    const median = await submitMedian(bench, ada, files("b", "h"));
    const shown = async (count: number) => {
      await vi.waitFor(async () =>
        expect((await look(bench, ada, median)).output?.output_files ?? []).toHaveLength(count),
      );
      return look(bench, ada, median);
    };
    const seen: Awaited<ReturnType<typeof shown>>[] = [];
    let attempt = 0;
    bench.engine.execute = async (execution) => {
      attempt++;
      const result = await severalOutputs(execution, async (count) => {
        seen.push(await shown(Math.max(count, attempt === 1 ? 0 : 2)));
        if (attempt === 1 && count === 2) throw new AppError("transient", "x", "Later.");
      });
      return result;
    };
    expect(await bench.work()).toBe(1);
    bench.engine.execute = fakeExecute;
    const done = await look(bench, ada, median);
    expect(done.output!.output_files!.map(({ basename }) => basename.split("-")[1])).toEqual(["1", "2", "3"]);
    expect(seen.map(({ status }) => status)).toEqual(Array(5).fill("IN_PROGRESS"));
    for (const { output } of seen) {
      expect(done.output!.output_files!.slice(0, output!.output_files!.length)).toEqual(output!.output_files);
    }
    const { basename, fits_url } = seen[0]!.output!.output_files![0]!;
    const signature = new URL(fits_url!).searchParams.get("s")!;
    const { stream } = await bench.services.files.open(median.id, `${basename}.fits`, signature);
    expect(await text(stream)).toBe(`fits of ${basename}`);
  });

  it("shows an output only to be used as input once all is done", async () => {
    const median = await submitMedian(bench, ada, files("c", "h"));
    const key = (await bench.database.operations.find(median.id))!.resultKey;
    const next = await submitMedian(bench, ada, [{ source: "datalab", basename: `${key}-1` }]);
    bench.queue.waiting.splice(bench.queue.waiting.indexOf(next.id), 1);
    bench.engine.execute = async (execution) =>
      severalOutputs(execution, async (count) => {
        if (count > 1) return;
        await vi.waitFor(async () => expect((await look(bench, ada, median)).output?.output_files).toHaveLength(1));
        await bench.services.runs.process({ operationId: next.id, attemptsLeft: 0 }, new AbortController().signal);
      });
    await bench.work();
    bench.engine.execute = fakeExecute;
    expect(await look(bench, ada, next)).toMatchObject({
      status: "FAILED",
      message: `${key}-1 is not a result of yours.`,
    });
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
