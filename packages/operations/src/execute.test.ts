import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { AppError } from "@datalab/errors";
import { writeFits } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runOperation, scratchFolder } from "../test/run-operation.ts";
import { type SyntheticFrames, syntheticFrames } from "../test/synthetic-frames.ts";
import { defineOperation } from "./define.ts";
import median from "./ops/median.ts";

const pool = createPool({ threads: 1 });
let frames: SyntheticFrames;
beforeAll(async () => {
  frames = await syntheticFrames();
});
afterAll(() => Promise.all([pool.close(), frames.remove()]));

const input = { input_files: [{ basename: "frame-0" }, { basename: "frame-2" }] };

const withRun = (run: () => Promise<void>) =>
  defineOperation({
    name: "Test",
    version: 1,
    wizard: { description: "Test", category: "image", inputs: {} },
    run,
  });

/** Median of frame-0 and of a file with this content, called odd. */
async function medianWith(content: Uint8Array) {
  const path = join(await scratchFolder(), "odd.fits");
  await writeFile(path, content);
  const files = new Map([...frames.files, ["odd", path]]);
  const workDir = await scratchFolder();
  const request = { input_files: [{ basename: "frame-0" }, { basename: "odd" }] };
  return { workDir, run: () => runOperation(median, request, files, pool, { workDir }) };
}

describe("the input of an operation", () => {
  it("may be wrapped in gzip, whatever its name", async () => {
    const whole = await readFile(frames.files.get("frame-2") ?? "");
    const { run } = await medianWith(gzipSync(whole));
    const plain = await runOperation(median, input, frames.files, pool);
    const picture = (path: string) => readFile(path);
    expect(await picture((await run()).path("large"))).toEqual(await picture(plain.path("large")));
  });

  it("is named when it has no SCI extension", async () => {
    const path = join(await scratchFolder(), "x.fits");
    const pixels = Float32Array.of(1, 2, 3, 4);
    await writeFits(path, [
      { kind: "image", width: 2, height: 2, pixels },
      { kind: "table", name: "SCI", columns: [] },
    ]);
    const { run } = await medianWith(await readFile(path));
    await expect(run()).rejects.toMatchObject({ kind: "invalid", message: "odd has no SCI extension." });
  });

  it.each([
    ["is no FITS file", () => Buffer.from("GIF89a, which is not FITS".repeat(200))],
    ["is empty", () => Buffer.alloc(0)],
    ["is damaged gzip", () => gzipSync(Buffer.alloc(10_000)).subarray(0, 20)],
  ])("is named when it %s", async (_, content) => {
    const { run } = await medianWith(content());
    await expect(run()).rejects.toMatchObject({ kind: "invalid", message: expect.stringMatching(/^odd: /) });
  });

  it("is named when its pixels are damaged", async () => {
    const whole = await readFile(frames.files.get("frame-2") ?? "");
    whole.fill(0xff, whole.length - 8000, whole.length - 3000);
    const { run } = await medianWith(whole);
    await expect(run()).rejects.toMatchObject({ kind: "invalid" });
  });

  it("is never written to: all files appear in the folder of the run", async () => {
    const before = await readdir(join(frames.files.get("frame-0") ?? "", ".."));
    const workDir = await scratchFolder();
    const { result } = await runOperation(median, input, frames.files, pool, { workDir });
    expect((await readdir(workDir)).sort()).toEqual(
      result.output_files.flatMap(({ files }) => files.map(({ name }) => name)).sort(),
    );
    expect(await readdir(join(frames.files.get("frame-0") ?? "", ".."))).toEqual(before);
  });

  it("that cannot be fetched ends the run with that error", async () => {
    const missing = new AppError("notFound", "archive.frame_not_found", "The archive has no frame frame-2.");
    const openFrame = async ({ basename }: { basename: string }) => {
      if (basename === "frame-2") throw missing;
      return { path: frames.files.get(basename) ?? "" };
    };
    await expect(runOperation(median, input, frames.files, pool, { openFrame })).rejects.toBe(missing);
  });

  it("is fetched a few at a time, and no more once one has failed", async () => {
    let open = 0;
    let most = 0;
    let calls = 0;
    const openFrame = async () => {
      calls++;
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open--;
      throw new AppError("transient", "archive.unreachable", "The archive does not answer.");
    };
    const many = { input_files: Array.from({ length: 50 }, (_, i) => ({ basename: `f${i}` })) };
    await expect(runOperation(median, many, new Map(), pool, { openFrame })).rejects.toMatchObject({
      kind: "transient",
    });
    expect(most).toBeLessThanOrEqual(4);
    expect(calls).toBe(most);
    expect(open).toBe(0);
  });
});

describe("the end of a run", () => {
  it("shows a text for people, not the error, when something unforeseen happens", async () => {
    const definition = withRun(async () => {
      throw new TypeError("/secret/path is undefined");
    });
    await expect(runOperation(definition, {}, new Map(), pool)).rejects.toMatchObject({
      kind: "internal",
      message:
        "The operation stopped because of an internal error. Please contact the developers if it keeps happening.",
      cause: expect.any(TypeError),
    });
  });

  it("is the reason of the abort when that is an error of ours", async () => {
    const late = new AppError(
      "limit",
      "runs.time_limit",
      "The operation ran longer than the allowed time and was stopped.",
    );
    await expect(runOperation(median, input, frames.files, pool, { signal: AbortSignal.abort(late) })).rejects.toBe(
      late,
    );
  });

  it("is a cancellation when the operation finished in spite of it", async () => {
    const controller = new AbortController();
    const definition = withRun(async () => controller.abort());
    const run = runOperation(definition, {}, new Map(), pool, { signal: controller.signal });
    await expect(run).rejects.toMatchObject({ kind: "cancelled", code: "operations.cancelled" });
  });
});
