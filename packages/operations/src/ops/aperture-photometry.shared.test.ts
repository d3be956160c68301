import { readFileSync } from "node:fs";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { fitSine } from "../../test/fit-sine.ts";
import { runOperation } from "../../test/run-operation.ts";
import { goldenCase, sharedData, sharedFrames } from "../../test/shared-data.ts";
import type { OperationDefinition, OutputData } from "../define.ts";
import type { InputData } from "../input-files.ts";
import { operationTasks } from "../operation-tasks.ts";
import { separation } from "../photometry/separation.ts";
import aperture from "./aperture-photometry.ts";
import moving from "./moving-target-aperture-photometry.ts";
import nonSidereal from "./non-sidereal-aperture-photometry.ts";

const files = sharedFrames("frames");
const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

type Row = Record<string, number | string | null>;

/** A result as the reference's clients read it, in its conventions. */
// biome-ignore lint/suspicious/noExplicitAny: compared with the reference's untyped answers
async function measured(definition: OperationDefinition, input: InputData, wcsToEdge = 0): Promise<any> {
  const { result } = await runOperation(definition, input, files, pool, {
    conventions: { parity: wcsToEdge === 0, wcsToEdge },
  });
  const [data] = result.output_data as OutputData[];
  return { data: definition.echo?.(data, input), attachments: result.attachments };
}

/** Our name of a frame without the part that the reference's names lack. */
function plainName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/^archive_/, "");
}

function plainKeys(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [plainName(key), value]));
}

const relative = 1e-9;
const tolerances: Record<string, (expected: number) => number> = {
  target_centroid_x: () => 1e-6,
  target_centroid_y: () => 1e-6,
  target_calibrated_apparent_magnitude: () => 1e-8,
  target_calibrated_apparent_magnitude_uncertainty: () => 1e-8,
};

function expectSameRow(row: Row, expected: Row): void {
  for (const [key, value] of Object.entries(expected)) {
    if (key === "fits_path") expect(plainName(String(row[key]))).toBe(value);
    else if (typeof value !== "number") expect(row[key]).toBe(value);
    else {
      const tolerance = tolerances[key]?.(value) ?? relative * Math.abs(value);
      expect(Math.abs(Number(row[key]) - value), `${key} of ${row.fits_path}`).toBeLessThanOrEqual(tolerance);
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the reference's answers have no types
function expectSameStars(stars: any[], expected: any[]): void {
  expect(stars.map((star) => star.candidate_id)).toEqual(expected.map((star) => star.candidate_id));
  for (const [index, star] of stars.entries()) {
    const wanted = expected[index];
    expect(plainKeys(star.source_catalog_by_frame)).toEqual(wanted.source_catalog_by_frame);
    expect(star.reference_magnitude_source).toBe(wanted.reference_magnitude_source);
    for (const key of ["ra_deg", "dec_deg", "reference_magnitude", "variability_score", "target_separation_px"]) {
      expect(star[key]).toBeCloseTo(wanted[key], 9);
    }
    expect(star.measured_instrumental_magnitude).toBeCloseTo(wanted.measured_instrumental_magnitude, 8);
    expect(Math.abs(star.isolation_arcsec - wanted.isolation_arcsec)).toBeLessThan(0.005);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the reference's answers have no types
function expectSamePeriod(data: any, expected: any): void {
  expect(data.period === undefined).toBe(expected.period === undefined);
  if (expected.period === undefined) return;
  expect(Math.abs(data.period / expected.period - 1)).toBeLessThan(1e-9);
  // The reference loses four digits of its false-alarm probability (D16).
  expect(Math.abs(data.fap / expected.fap - 1)).toBeLessThan(1e-3);
  for (const key of ["frequency", "power", "window_power"]) {
    expect(data[key]).toHaveLength(expected[key].length);
    const worst = data[key].map((value: number, index: number) => Math.abs(value - expected[key][index]));
    expect(Math.max(...worst)).toBeLessThan(1e-8 * Math.max(1, expected[key].at(-1)));
  }
}

const cases: [string, OperationDefinition][] = [
  ["aperture_photometry", aperture],
  ["aperture_photometry_one_frame", aperture],
  ["aperture_photometry_source_key_8", aperture],
  ["moving_2_samples", moving],
  ["moving_3_samples_radius", moving],
  ["moving_extrapolated", moving],
  ["nonsidereal", nonSidereal],
];

describe("aperture photometry of the reference's cases", () => {
  it.each(cases)("%s", async (name, definition) => {
    const { input, output } = goldenCase(name);
    const [expected] = output.output_data;
    const { data, attachments } = await measured(definition, input);
    expectSameStars(data.selected_comparison_stars, expected.selected_comparison_stars);
    expect(data.light_curve).toHaveLength(expected.light_curve.length);
    for (const [index, row] of data.light_curve.entries()) expectSameRow(row, expected.light_curve[index]);
    expect(plainKeys(data.diagnostics)).toEqual(expected.diagnostics);
    expect(data.pipeline_diagnostics).toHaveLength(expected.pipeline_diagnostics.length);
    expect(Object.keys(plainKeys(data.diagnostic_images))).toEqual(Object.keys(expected.diagnostic_images));
    expect(attachments).toHaveLength(expected.light_curve.length);
    expectSamePeriod(data, expected);
    for (const key of ["aperture_radius", "annulus_inner_radius", "annulus_outer_radius", "filter"]) {
      expect(data[key]).toEqual(expected[key]);
    }
    expect(data.track_search_radius).toEqual(expected.track_search_radius);
    expect(data.target_positions).toEqual(expected.target_positions);
    expect(data.source).toMatchObject(expected.source ?? { name: "oracle field" });
  });

  it.each<[string, OperationDefinition, string]>([
    ["aperture_photometry_bad_radii", aperture, "sky ring"],
    ["aperture_photometry_bad_target", aperture, "position"],
    ["aperture_photometry_missing_radius", aperture, "Aperture Radius"],
    ["aperture_photometry_no_cat", aperture, "no CAT table"],
    ["aperture_photometry_too_many_comparisons", aperture, "At most 100 comparison stars"],
    ["moving_1_sample", moving, "at least 2 target positions"],
    ["moving_no_mjd", moving, "needs its time"],
    ["nonsidereal_on_sidereal_frames", nonSidereal, "SRCTYPE=EXTRASOLAR"],
  ])("%s: fails with words", async (name, definition, words) => {
    const { input, status } = goldenCase(name);
    expect(status).toBe("FAILED");
    await expect(measured(definition, input)).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringContaining(words),
    });
  });

  it("aperture_photometry_comment_cards: a frame with COMMENT cards is as good as any, which the reference does not see", async () => {
    const { data } = await measured(aperture, goldenCase("aperture_photometry_comment_cards").input);
    expect(data.light_curve).toHaveLength(1);
    expect(data.light_curve[0].target_calibrated_apparent_magnitude).toBeGreaterThan(14);
  });
});

interface Truth {
  variable: { amplitude: number; period_days: number };
  frames: { basename: string; mjd_mid: number; variable_mag?: number; asteroid: { ra: number; dec: number } }[];
}

const truth: Truth = JSON.parse(readFileSync(`${sharedData}frames/truth.json`, "utf8"));

function truthOf(fitsPath: string): Truth["frames"][number] {
  const frame = truth.frames.find(({ basename }) => fitsPath === `archive_${basename}.fits.fz`);
  if (!frame) throw new Error(`The truth about ${fitsPath} is not known`);
  return frame;
}

describe("the truth of the simulated sky", () => {
  it.each<[string, OperationDefinition]>([
    ["moving_2_samples", moving],
    ["nonsidereal", nonSidereal],
  ])("%s: the asteroid is within 0.3 arcsec of where it was", async (name, definition) => {
    const { data } = await measured(definition, goldenCase(name).input, 0.5);
    for (const { fits_path, target_ra_deg: ra, target_dec_deg: dec } of data.light_curve) {
      const { asteroid } = truthOf(fits_path);
      expect(separation({ ra, dec }, asteroid), fits_path).toBeLessThan(0.3);
    }
  });

  it("the variable star's amplitude is within two standard errors", async () => {
    const { data } = await measured(aperture, goldenCase("aperture_photometry").input, 0.5);
    const rows: Row[] = data.light_curve;
    const frames = rows.map((row) => truthOf(String(row.fits_path)));
    const times = frames.map((frame) => frame.mjd_mid);
    const real = frames.map((frame) => frame.variable_mag ?? Number.NaN);
    const magnitudes = rows.map((row) => Number(row.target_calibrated_apparent_magnitude));
    const sigmas = rows.map((row) => Number(row.target_calibrated_apparent_magnitude_uncertainty));
    const period = truth.variable.period_days;
    const fitted = fitSine(times, magnitudes, sigmas, period);
    expect(Math.abs(fitted.amplitude - fitSine(times, real, sigmas, period).amplitude)).toBeLessThan(2 * fitted.sigma);
  });
});
