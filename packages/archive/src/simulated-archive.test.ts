import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileSource, imageLayout, openFits, readRows, readTable } from "@datalab/fits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoFrames } from "./demo-frames.ts";
import { simulatedArchive } from "./simulated-archive.ts";
import { makeFrame } from "./simulation/make-frame.ts";
import { nightVersion, simulatedNight } from "./simulation/night.ts";

const first = "sim-lsc1m0-20260110-0001-e91";
const enough = { maxBytes: 10_000_000 };

describe("simulatedArchive", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "simulation-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const download = async (name: string, to: string, from = simulatedArchive({ dir })) => {
    const path = join(dir, to);
    await from.download(await from.frame(name, null), path, enough);
    return path;
  };
  const digest = async (path: string) =>
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex");

  it("shows every demo frame to anyone, and nothing else", async () => {
    const archive = simulatedArchive({ dir });
    const names = demoFrames().map(({ basename }) => basename);
    const frames = await archive.frames(names, null);
    expect(frames.map(({ basename }) => basename)).toEqual(names);
    expect(new Set(frames.map(({ id }) => id)).size).toBe(15);
    await expect(archive.frame("sim-lsc1m0-20260110-0099-e91", null)).rejects.toMatchObject({
      kind: "notFound",
      code: "archive.frame_not_found",
    });
    expect(await readdir(dir)).toEqual([]);
  });

  it("makes a frame that reads back as it was taken", async () => {
    const source = await fileSource(await download(first, "frame.fits.fz"));
    const file = await openFits(source);
    expect(file.hdus.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "PRIMARY image",
      "SCI compressed-image",
      "CAT table",
    ]);
    const image = file.find("SCI")!;
    expect(image.rawHeader.string("ZQUANTIZ")).toBe("SUBTRACTIVE_DITHER_1");
    expect(image.header.string("OBJECT")).toBe("SIM V1");
    expect(image.header.string("DATE-OBS")).toBe(demoFrames()[0]!.observation_date.replace("Z", ""));

    const taken = makeFrame(simulatedNight().get(first)!);
    const rows = await readRows(file, await imageLayout(file, image), 500, 520);
    const step = Math.sqrt(210 + 6.5 ** 2) / 16;
    rows.forEach((value, index) => {
      const error = Math.abs(value - taken.pixels[500 * taken.width + index]!);
      if (error > step) throw new Error(`pixel ${index} is off by ${error}`);
    });

    const table = await readTable(file, file.find("CAT")!);
    expect(table.rows).toBe(taken.catalogue[0]!.values.length);
    expect(table.numbers("mag")).toEqual(taken.catalogue.find(({ name }) => name === "mag")!.values);
    expect(table.find("xpeak")!.format).toMatch(/K$/);
    await source.close();
  });

  it("makes the same bytes anywhere, and each frame once", async () => {
    const archive = simulatedArchive({ dir });
    const paths = await Promise.all(["a", "b", "c"].map((to) => download(first, to, archive)));
    const elsewhere = await mkdtemp(join(tmpdir(), "simulation-"));
    const other = simulatedArchive({ dir: elsewhere });
    await other.download(await other.frame(first, null), join(elsewhere, "d"), enough);
    const digests = new Set(await Promise.all([...paths, join(elsewhere, "d")].map(digest)));
    expect(digests.size).toBe(1);
    expect(await readdir(join(dir, `night-${nightVersion}`))).toEqual([`${first}.fits.fz`]);
    await rm(elsewhere, { recursive: true });
  });

  it("serves the file that is there", async () => {
    await download(first, "a");
    await writeFile(join(dir, `night-${nightVersion}`, `${first}.fits.fz`), "kept");
    expect(await readFile(await download(first, "b"), "utf8")).toBe("kept");
  });

  it("minds the size limit and the caller's wish to stop", async () => {
    const archive = simulatedArchive({ dir });
    const frame = await archive.frame(first, null);
    await expect(archive.download(frame, join(dir, "a"), { maxBytes: 1000 })).rejects.toMatchObject({
      kind: "tooLarge",
    });
    const signal = AbortSignal.abort();
    await expect(archive.download(frame, join(dir, "a"), { ...enough, signal })).rejects.toMatchObject({
      kind: "cancelled",
    });
    expect(await readdir(dir)).toEqual([`night-${nightVersion}`]);
  });
});

describe("demoFrames", () => {
  it("are items as a client sends them", () => {
    const frames = demoFrames();
    expect(frames).toHaveLength(15);
    expect(frames.filter((frame) => "type" in frame)).toEqual([]); // clients offer items of another type to no operation
    expect(frames[0]).toMatchObject({
      source: "archive",
      basename: first,
      filter: "rp",
      primary_optical_element: "rp",
      target_name: "SIM V1",
      site_id: "lsc",
      thumbnails: [],
    });
    expect(frames[0]!.observation_date).toMatch(/^2026-01-11T02:2\d:\d\d\.\d{3}Z$/);
    expect(JSON.parse(JSON.stringify(frames))).toEqual(frames);
  });
});
