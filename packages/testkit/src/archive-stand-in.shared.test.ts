import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HttpArchive, httpArchive } from "@datalab/archive";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ArchiveStandIn, startArchiveStandIn } from "./archive-stand-in.ts";
import { sharedData } from "./shared-data.ts";

describe("startArchiveStandIn on the observatory's frames", () => {
  let standIn: ArchiveStandIn;
  let archive: HttpArchive;
  let dir: string;

  beforeEach(async () => {
    const dirs = ["real", "frames", "reference-files"].map(sharedData);
    standIn = await startArchiveStandIn({ dirs });
    archive = httpArchive({ api: standIn.api, hosts: [], insecureHosts: [standIn.host] });
    dir = await mkdtemp(join(tmpdir(), "stand-in-"));
  });

  afterEach(async () => {
    await archive.close();
    await standIn.close();
    await rm(dir, { recursive: true });
  });

  it("hands out a frame's file byte by byte", async () => {
    const frame = await archive.frame("real-hatp32-float-000", "any");
    await archive.download(frame, join(dir, "frame"), { maxBytes: 10_000_000 });
    const original = await readFile(sharedData("real/real-hatp32-float-000.fits.fz"));
    expect(original.equals(await readFile(join(dir, "frame")))).toBe(true);
  });

  it("knows every frame, also those that are not compressed", async () => {
    expect(standIn.basenames).toContain("ora1m001-sp01-i16-0001-e91");
    const frames = await archive.frames(standIn.basenames, null);
    expect(new Set(frames.map(({ id }) => id)).size).toBe(standIn.basenames.length);
  });

  it("describes frames as the archive does", async () => {
    const answer = await fetch(`${standIn.api}/frames/?basename_exact=ora1m001-sp01-ts-0001-e91`);
    const { count, results } = (await answer.json()) as { count: number; results: Record<string, unknown>[] };
    expect(count).toBe(1);
    expect(results[0]).toMatchObject({
      basename: "ora1m001-sp01-ts-0001-e91",
      observation_date: "2026-01-10T09:36:00.000Z",
      primary_optical_element: "rp",
      site_id: "ora",
      thumbnails: [],
    });
  });
});
