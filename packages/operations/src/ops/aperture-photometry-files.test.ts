import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fileSource, imageLayout, openFits } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ContractFrames, contractFrames } from "../../test/contract-frames.ts";
import { runOperation, scratchFolder } from "../../test/run-operation.ts";
import { fieldTarget } from "../../test/star-frames.ts";
import type { Execution } from "../execute.ts";
import type { InputData } from "../input-files.ts";
import { operationTasks } from "../operation-tasks.ts";
import aperture from "./aperture-photometry.ts";
import lightCurve from "./light-curve.ts";

const pool = createPool({ threads: 2, modules: [operationTasks] });
let frames: ContractFrames;
beforeAll(async () => {
  frames = await contractFrames();
});
afterAll(() => Promise.all([pool.close(), frames.remove()]));

const request = (names: readonly string[], more: InputData = {}): InputData => ({
  source: fieldTarget,
  input_files: names.map((basename) => ({ basename, source: "archive", filter: "rp" })),
  ...{ aperture_radius: 1.2, annulus_inner_radius: 2, annulus_outer_radius: 2.8 },
  ...{ min_comparisons: 3, max_comparisons: 4 },
  ...more,
});

/** A copy of a frame whose compressed rows [from, to) of SCI decode to nothing. */
async function withDamagedRows(name: string, from: number, to: number): Promise<ReadonlyMap<string, string>> {
  const original = frames.files.get(name)!;
  const source = await fileSource(original);
  const fits = await openFits(source);
  const { storage } = await imageLayout(fits, fits.find("SCI")!);
  await source.close();
  if (storage.kind !== "tiles") throw new Error("These frames are compressed");
  const bytes = await readFile(original);
  for (let row = from; row < to; row++)
    bytes.fill(0xff, storage.offset[row], storage.offset[row] + storage.length[row]);
  const path = join(await scratchFolder(), "damaged.fits.fz");
  await writeFile(path, bytes);
  return new Map([...frames.files, [name, path]]);
}

async function measure(names: readonly string[], files = frames.files, more: InputData = {}) {
  const { result } = await runOperation(aperture, request(names, more), files, pool);
  // biome-ignore lint/suspicious/noExplicitAny: read member by member below
  return { data: result.output_data[0] as any, attachments: result.attachments };
}

describe("a frame of which only pixels are damaged", () => {
  const names = ["frame-0", "frame-2", "frame-3", "frame-4"];

  it("is left out with a line, when they are those to be measured", async () => {
    const { data } = await measure(names, await withDamagedRows("frame-3", 0, 180));
    expect(data.light_curve.map((row: { fits_path: string }) => row.fits_path)).toEqual(
      ["frame-0", "frame-2", "frame-4"].map((name) => `archive_${name}.fits.fz`),
    );
    expect(data.pipeline_diagnostics).toContain(
      "archive_frame-3.fits.fz is left out: the target could not be measured on it.",
    );
  });

  it("is measured, and a line tells why it has no picture, when they are others", async () => {
    const { data, attachments } = await measure(names, await withDamagedRows("frame-3", 14, 18));
    expect(data.light_curve).toHaveLength(4);
    expect(Object.keys(data.diagnostic_images)).toEqual(
      ["frame-0", "frame-2", "frame-4"].map((name) => `archive_${name}.fits.fz`),
    );
    expect(attachments).toHaveLength(3);
    expect(data.pipeline_diagnostics.at(-1)).toBe(
      "archive_frame-3.fits.fz has no picture: part of its pixels cannot be read.",
    );
  });
});

describe("the files of a series", () => {
  /** Frames wrapped in gzip, how many of them are open at most, and how many unwrapped copies there are then. */
  async function watched() {
    const folder = await scratchFolder();
    const workDir = await scratchFolder();
    const seen = { open: 0, mostOpen: 0, mostCopies: 0 };
    const openFrame: Execution["openFrame"] = async ({ basename }) => {
      const path = join(folder, `${basename}.gz`);
      await writeFile(path, gzipSync(await readFile(frames.files.get(basename)!)));
      const copies = (await readdir(workDir)).filter((name) => name.startsWith("input-"));
      seen.mostOpen = Math.max(seen.mostOpen, ++seen.open);
      seen.mostCopies = Math.max(seen.mostCopies, copies.length);
      return { path, release: async () => void seen.open-- };
    };
    return { seen, workDir, openFrame };
  }

  it.each([aperture, lightCurve])("are let go of one by one by $name", async (definition) => {
    const { seen, workDir, openFrame } = await watched();
    const { result } = await runOperation(definition, request(frames.names), frames.files, pool, {
      workDir,
      openFrame,
    });
    const [{ light_curve }] = result.output_data as { light_curve: unknown[] }[];
    expect(light_curve).toHaveLength(10);
    expect(seen.mostOpen).toBeLessThanOrEqual(4);
    expect(seen.mostCopies).toBeLessThan(4);
    expect(seen.open).toBe(0);
    expect((await readdir(workDir)).filter((name) => name.startsWith("input-"))).toEqual([]);
  });
});

it("a bootstrap is drawn on request, the same each time", async () => {
  const { data } = await measure(frames.names, frames.files, { bootstrap_samples: 9 });
  expect(data.period_search.bootstrap.samples).toBe(9);
  const again = await measure(frames.names, frames.files, { bootstrap_samples: 9 });
  expect(again.data.period_search).toEqual(data.period_search);
  expect((await measure(frames.names)).data.period_search.bootstrap).toBeNull();
});
