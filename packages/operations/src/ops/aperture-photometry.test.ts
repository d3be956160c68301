import { valueCard } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { runOperation, scratchFolder } from "../../test/run-operation.ts";
import { fieldFrames, fieldStars, fieldTarget, type StarFrame, writeStarFrames } from "../../test/star-frames.ts";
import type { OperationDefinition, OutputData } from "../define.ts";
import type { Execution } from "../execute.ts";
import type { InputData } from "../input-files.ts";
import { operationTasks } from "../operation-tasks.ts";
import { resultKey } from "../result-key.ts";
import aperture from "./aperture-photometry.ts";
import moving from "./moving-target-aperture-photometry.ts";
import nonSidereal from "./non-sidereal-aperture-photometry.ts";

const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

const settings = {
  aperture_radius: 3,
  annulus_inner_radius: 5,
  annulus_outer_radius: 7,
  min_comparisons: 3,
  max_comparisons: 4,
};
const parity = { conventions: { parity: true, wcsToEdge: 0 } };

function request(frames: readonly StarFrame[], more: InputData = { source: fieldTarget }): InputData {
  const input_files = frames.map(({ name }) => ({ basename: name, source: "archive", filter: "rp" }));
  return { input_files, ...settings, ...more };
}

interface Measured {
  definition?: OperationDefinition;
  input?: InputData;
  changes?: Partial<Execution>;
}

async function measure(frames: readonly StarFrame[], { definition = aperture, input, changes }: Measured = {}) {
  const files = await writeStarFrames(await scratchFolder(), frames);
  const { result, progress } = await runOperation(definition, input ?? request(frames), files, pool, changes);
  // biome-ignore lint/suspicious/noExplicitAny: read member by member below
  return { data: result.output_data[0] as any, progress, result };
}

describe("Aperture Photometry (operations.md V-E2E)", () => {
  it("gives the reference's numbers in the reference's conventions", async () => {
    const { data } = await measure(fieldFrames, { changes: parity });
    const stars = data.selected_comparison_stars;
    const column = (key: string) => stars.map((star: Record<string, number>) => star[key]);
    expect(column("candidate_id")).toEqual(["cand-005", "cand-001", "cand-003", "cand-004"]);
    const magnitudes = [14.247425, 14.559772, 14.143943, 14.00515];
    const isolations = [40.04997, 21.54066, 21.54066, 22.36068];
    for (const [index, value] of column("reference_magnitude").entries())
      expect(value).toBeCloseTo(magnitudes[index], 6);
    for (const [index, value] of column("isolation_arcsec").entries()) expect(value).toBeCloseTo(isolations[index], 2);

    const [p0, p1, p2] = data.light_curve;
    expect(p0.target_centroid_x).toBeCloseTo(100.5, 9);
    expect(p0.target_centroid_y).toBeCloseTo(88.50241395260814, 9);
    expect(p0.target_net_source_counts).toBeCloseTo(17193.653369695472, 6);
    expect(p0.target_source_uncertainty).toBeCloseTo(268.81318208565574, 8);
    expect(p0.comparison_ensemble_total_counts).toBeCloseTo(78333.64105275046, 5);
    expect(p0.target_calibrated_apparent_magnitude).toBeCloseTo(14.361915735656353, 10);
    expect(p0.target_calibrated_apparent_magnitude_uncertainty).toBeCloseTo(0.018589521100134166, 10);
    expect(p1.target_centroid_x).toBeCloseTo(101.76543765305856, 9);
    expect(p1.target_centroid_y).toBeCloseTo(87.76543765305856, 9);
    expect(p1.target_net_source_counts).toBeCloseTo(15467.650922878907, 6);
    expect(p1.target_calibrated_apparent_magnitude).toBeCloseTo(14.361422614974096, 10);
    expect(p2.target_centroid_x).toBeCloseTo(98.4137314249919, 9);
    expect(p2.target_centroid_y).toBeCloseTo(88.88028755095667, 9);
    expect(p2.target_net_source_counts).toBeCloseTo(18903.305999693795, 6);
    expect(p2.target_calibrated_apparent_magnitude).toBeCloseTo(14.361994723026541, 10);
    expect(p2.date_obs).toBe("2024-01-01T02:00:00.500000Z");
    expect(p2.julian_date).toBeCloseTo(2460310.58333912, 8);
    expect(data.pipeline_diagnostics.join()).toContain("0.2 mmag");
    expect(data.diagnostics["archive_p0.fits.fz"][1]).toBe(
      "comparison-star validation row: cand-005 | 150.0070 | 19.9945 | 19104 | 20000 | 14.248 | 14.247",
    );
    expect(data.period).toBeUndefined();
  });

  it("starts half a pixel further by default, where the star is (D15)", async () => {
    const { data } = await measure(fieldFrames);
    for (const [index, row] of data.light_curve.entries()) {
      expect(Math.abs(row.target_centroid_x - (100.5 + fieldFrames[index].dx))).toBeLessThan(0.05);
      expect(Math.abs(row.target_centroid_y - (88.5 + fieldFrames[index].dy))).toBeLessThan(0.05);
    }
  });

  it("draws one picture a frame, in order of time", async () => {
    const late = { ...fieldFrames[0], name: "a-late", dateObs: "2024-01-02T00:00:00" };
    const { data, result } = await measure([...fieldFrames, late]);
    expect(Object.keys(data.diagnostic_images)).toEqual(
      ["p0", "p1", "p2", "a-late"].map((name) => `archive_${name}.fits.fz`),
    );
    expect(result.attachments.map((file) => file.name.replace(/^[0-9a-f]{64}/, ""))).toEqual(
      [1, 2, 3, 4].map((number) => `-${number}-diagnostic.jpg`),
    );
  });
});

describe("the request", () => {
  it("may state the target as a source or as target positions, is not changed (D02), and is echoed", async () => {
    const named = { ...fieldTarget, name: "My star" };
    const bySource = request(fieldFrames, { source: named });
    const byPosition = request(fieldFrames, { target_positions: [named] });
    const before = structuredClone(byPosition);
    const { data } = await measure(fieldFrames, { input: byPosition });
    expect(byPosition).toEqual(before);
    expect(resultKey(aperture, bySource)).toBe(resultKey(aperture, byPosition));
    expect(JSON.stringify(data)).not.toContain("My star");
    const echoed = aperture.echo?.(data as OutputData, bySource);
    expect(echoed).toMatchObject({ filter: "rp", source: named });
    expect(aperture.echo?.(data, request(fieldFrames))).toMatchObject({ source: { name: "Field" } });
  });

  it.each([
    ["aperture", { aperture_radius: 0 }],
    ["begin outside", { aperture_radius: 6 }],
    ["outer radius", { annulus_outer_radius: 4 }],
    ["at most 300 arcsec", { annulus_outer_radius: 301 }],
    ["comparison stars", { min_comparisons: 5 }],
    ["At most 100", { max_comparisons: 101 }],
    ["Annulus Inner Radius", { annulus_inner_radius: null }],
    ["Target", { source: null }],
    ["declination", { source: { ra: 1, dec: 91 } }],
  ])("is refused with words about %s", async (words, changes) => {
    const input = { ...request(fieldFrames), ...changes };
    await expect(measure(fieldFrames, { input })).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringContaining(words),
    });
  });
});

describe("frames that cannot be used", () => {
  it("are left out, each with a line (D55, D56)", async () => {
    const [p0] = fieldFrames;
    const { data } = await measure([
      ...fieldFrames,
      { ...p0, name: "u-bare", extensions: [] },
      { ...p0, name: "v-undated", dateObs: "yesterday" },
      { ...p0, name: "w-elsewhere", cards: [valueCard("CRVAL2", 21)] },
      { ...p0, name: "x-flat", cards: [valueCard("CTYPE1", "LINEAR")] },
      { ...p0, name: "y-empty", stars: [] },
      { ...p0, name: "z-gain", cards: [valueCard("GAIN", -1)] },
    ]);
    expect(data.light_curve).toHaveLength(3);
    const lines = data.pipeline_diagnostics.filter((line: string) => line.includes("is left out"));
    expect(lines.map((line: string) => line.slice("archive_".length, line.indexOf(".fits")))).toEqual([
      "u-bare",
      "v-undated",
      "x-flat",
      "y-empty",
      "z-gain",
      "w-elsewhere",
    ]);
  });

  it("are an error when none is left", async () => {
    const bare = [{ ...fieldFrames[0], extensions: [] }];
    await expect(measure(bare)).rejects.toThrow("No usable frame");
    const elsewhere = request(fieldFrames, { source: { ra: 200, dec: 0 } });
    await expect(measure(fieldFrames, { input: elsewhere })).rejects.toThrow("outside every frame");
  });

  it("too few stars are an error for a fixed target", async () => {
    const input = { ...request(fieldFrames), min_comparisons: 6, max_comparisons: 9 };
    await expect(measure(fieldFrames, { input })).rejects.toThrow("Too few suitable comparison stars.");
  });
});

/** Frames on which the target moves 3 px (1.2 arcsec) an hour to the left, so 3 px to the east. */
const movingFrames = [0, 1, 2, 3, 4].map((hour) => ({
  name: `m${hour}`,
  dx: 0,
  dy: 0,
  z: 1,
  dateObs: `2024-01-01T0${hour}:00:00`,
  stars: [...fieldStars.slice(0, 5), { x: 100 - 3 * hour, y: 88, counts: 18000 }],
}));
const scale = 0.4 / 3600;
const east = (pixels: number) => fieldTarget.ra + (pixels * scale) / Math.cos((20 * Math.PI) / 180);

describe("Non-Sidereal Aperture Photometry", () => {
  const cards = (hour: number) => [
    valueCard("SRCTYPE", "MINORPLANET"),
    valueCard("CAT-RA", String(east(3 * hour) / 15)),
    valueCard("CAT-DEC", "19:59:59.4"),
  ];
  const frames = movingFrames.map((frame, hour) => ({ ...frame, cards: cards(hour) }));
  const run = (list: readonly StarFrame[]) =>
    measure(list, { definition: nonSidereal, input: request(list, {}), changes: parity });

  it("measures where the headers say, and names the object", async () => {
    const { data } = await run(frames);
    for (const [hour, row] of data.light_curve.entries()) {
      expect(Math.abs(row.target_centroid_x - (100.5 - 3 * hour))).toBeLessThan(0.05);
    }
    expect(data.source).toEqual({ name: "Field", ra: expect.closeTo(fieldTarget.ra, 9), dec: expect.any(Number) });
  });

  it("says when all frames state one position, and refuses frames tracked on stars or without positions", async () => {
    const still = movingFrames.slice(0, 2).map((frame) => ({ ...frame, cards: cards(0) }));
    const { data } = await run(still);
    expect(data.pipeline_diagnostics[0]).toContain("the same on all 2 frames");
    const tracked = [{ ...movingFrames[0], cards: [valueCard("SRCTYPE", " extrasolar ")] }];
    await expect(run(tracked)).rejects.toThrow("SRCTYPE=EXTRASOLAR");
    await expect(run(movingFrames)).rejects.toThrow("archive_m0.fits.fz does not state");
  });
});

describe("Moving Target Aperture Photometry", () => {
  const start = 60310 + 30 / 86400;
  const positions = [
    { mjd: start + 4 / 24, ra: east(12), dec: fieldTarget.dec },
    { mjd: String(start), ra: east(0), dec: fieldTarget.dec },
  ];
  const run = (target_positions: unknown, more: InputData = {}) =>
    measure(movingFrames, { definition: moving, input: request(movingFrames, { target_positions, ...more }) });

  it("follows a track, refined by the catalogues", async () => {
    const { data } = await run(positions);
    for (const [hour, row] of data.light_curve.entries()) {
      expect(Math.abs(row.target_centroid_x - (100.5 - 3 * hour))).toBeLessThan(0.05);
    }
    expect(data.pipeline_diagnostics[0]).toContain("Track of degree 1 through 2 positions over 4.00 hours");
    expect(data.track_search_radius).toBe(10);
    expect(data.target_positions.map((position: { mjd: number }) => position.mjd)).toEqual([start, start + 4 / 24]);
  });

  it("refuses a search radius that means nothing", async () => {
    await expect(run(positions, { track_search_radius: 0 })).rejects.toThrow("search radius must be positive");
    await expect(run(positions, { track_search_radius: 301 })).rejects.toThrow("at most 300 arcsec");
  });

  it("uses other stars on each frame where none serves all, with null where a number has no meaning (D01)", async () => {
    const { data } = await run(positions, { min_comparisons: 6, max_comparisons: 9 });
    expect(data.pipeline_diagnostics.join("\n")).toContain("each frame uses the stars it shows");
    expect(data.light_curve[0].target_calibrated_apparent_magnitude).toBeNull();
    expect(data.selected_comparison_stars[0]).toMatchObject({
      variability_score: null,
      measured_instrumental_magnitude: null,
    });
  });

  it.each([
    ["at least 2", positions.slice(0, 1)],
    ["needs its time", positions.map(({ ra, dec }) => ({ ra, dec }))],
    ["same time", [positions[0], positions[0]]],
    ["At most 1000", Array.from({ length: 1001 }, (_, mjd) => ({ ra: 1, dec: 1, mjd }))],
    ["Target Positions", [positions[0], { ra: "x", dec: 1, mjd: 1 }]],
  ])("refuses positions with words: %s", async (words, list) => {
    await expect(run(list)).rejects.toMatchObject({ kind: "invalid", message: expect.stringContaining(words) });
  });
});

describe("a run", () => {
  it("tells what it does, from start to end", async () => {
    const { progress } = await measure(fieldFrames);
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(progress[0].message).toMatch(/^Fetching input frames: \d+%$/);
  });

  it("stops when it is cancelled", async () => {
    const controller = new AbortController();
    const changes = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(measure(fieldFrames, { changes })).rejects.toMatchObject({ kind: "cancelled" });
  });
});
