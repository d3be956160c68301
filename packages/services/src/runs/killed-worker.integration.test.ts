import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { smallFrame } from "@datalab/testkit";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { files, look, newSession, type Submitted } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

const script = fileURLToPath(new URL("../testing/killable-worker.fixture.mjs", import.meta.url));
const leaseSeconds = 2;

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
let dir: string;
let named = 0;

beforeAll(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
  dir = dirname(bench.engine.tmpDir);
  await mkdir(join(dir, "archive"));
  await smallFrame(join(dir, "archive", "frame.fits"), { width: 64, height: 48, wcs: true, cat: true });
});
afterAll(() => bench.close());

/** Three names that no test had before. */
async function freshFiles() {
  const names = ["a", "b", "c"].map((letter) => `${letter}-${named}`);
  named++;
  for (const name of names) await copyFile(join(dir, "archive", "frame.fits"), join(dir, "archive", `${name}.fits`));
  return files(...names);
}

async function submit(name: string, inputData: object): Promise<Submitted> {
  const sessionId = await newSession(bench, ada);
  const view = await bench.services.operations.submit(ada, sessionId, { name, input_data: inputData });
  bench.queue.waiting.length = 0;
  return { sessionId, id: view.id, view };
}

/** A worker process that does this job; killed at `stopAt` when there is one. */
async function work(operationId: number, stopAt?: string): Promise<void> {
  const job = { dir, databaseUrl: bench.databaseUrl, operationId, stopAt, leaseSeconds, secretKey: "k".repeat(32) };
  // Not the test runner's way to find packages.
  const worker = fork(script, [JSON.stringify(job)], { execArgv: [] });
  const gone = once(worker, "exit");
  worker.on("message", () => worker.kill("SIGKILL"));
  expect(await gone).toEqual(stopAt ? [null, "SIGKILL"] : [0, null]);
}

async function objectsNamed(basename: string): Promise<string[]> {
  const entries = await readdir(join(dir, "objects"), { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return names
    .filter((name) => name.startsWith(basename))
    .map((name) => name.slice(basename.length))
    .sort();
}

async function expectNothingLeft(): Promise<void> {
  await bench.services.runs.sweep();
  expect(await readdir(bench.engine.tmpDir)).toEqual([]);
  for (const folder of ["leases", "parts"]) expect(await readdir(join(dir, "frames", folder))).toEqual([]);
  expect((await readdir(join(dir, "objects"))).filter((name) => name.startsWith("."))).toEqual([]);
}

const paint = (file: object) => ({ ...file, color: { r: 255, g: 128, b: 0 }, zmin: 50, zmax: 400 });
const fitsFiles = ["-large.jpg", "-small.jpg", ".fits"];

describe.each([
  {
    name: "Median",
    outputs: 1,
    request: (list: object[]) => ({ input_files: list }),
    places: ["downloading 2", "computing 1", "scaleChunk 1", "storing 1", "storing 3", "completing 1"],
  },
  {
    name: "Subtraction",
    outputs: 2,
    request: ([a, b, c]: object[]) => ({ input_files: [a, b], subtraction_file: [c] }),
    places: ["downloading 2", "computing 1", "storing 1", "computing 2", "storing 5", "completing 1"],
  },
  {
    name: "Normalization",
    outputs: 3,
    request: (list: object[]) => ({ input_files: list }),
    places: ["bracketChunk 2", "storing 4"],
  },
  {
    name: "Stacking",
    outputs: 1,
    request: (list: object[]) => ({ input_files: list, stacking_mode: "reproject" }),
    places: ["resampleChunk 1", "encodeChunk 1", "storing 2"],
  },
  {
    name: "Color Image",
    outputs: 1,
    request: (list: object[]) => ({ color_channels: list.map(paint) }),
    places: ["compositeTile 1", "storing 1"],
    objects: ["-large.jpg", "-small.jpg", ".tif"],
  },
])("a worker killed in a $name", ({ name, outputs, request, places, objects = fitsFiles }) => {
  it.each(places)("when it came to %s: another one ends the work with one result", async (place) => {
    const submitted = await submit(name, request(await freshFiles()));
    await work(submitted.id, place);
    expect(await look(bench, ada, submitted)).toMatchObject({ status: "IN_PROGRESS" });
    await vi.waitFor(
      async () => {
        await bench.services.runs.sweep();
        expect(bench.queue.waiting).toContain(submitted.id);
      },
      { timeout: 20_000, interval: 300 },
    );
    await work(submitted.id);

    const view = await look(bench, ada, submitted);
    expect(view).toMatchObject({ status: "COMPLETED", operation_progress: 1, message: "" });
    expect(view.trueState.attempts).toBe(2);
    expect(view.output!.output_files).toHaveLength(outputs);
    for (const { basename } of view.output!.output_files!) {
      expect(await objectsNamed(basename)).toEqual(objects);
    }
    await expectNothingLeft();
  });

  it("when all was written but the queue was not told: the next delivery changes nothing", async () => {
    const submitted = await submit(name, request(await freshFiles()));
    await work(submitted.id, "completed 1");
    const before = await look(bench, ada, submitted);
    expect(before).toMatchObject({ status: "COMPLETED" });
    await work(submitted.id);
    expect(await look(bench, ada, submitted)).toEqual(before);
    expect(before.trueState.attempts).toBe(1);
    await expectNothingLeft();
  });
});
