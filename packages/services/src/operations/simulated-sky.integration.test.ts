import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoFrames, demoTarget, simulatedArchive, simulatedGaia } from "@datalab/archive";
import { createPool } from "@datalab/kernels";
import { executeOperation, operationNamed, operationTasks, resultKey } from "@datalab/operations";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What the simulated night was made of. */
const truth = { period: 0.036, amplitude: 0.35, magnitude: 14.6 };
const cluster = { pmra: -4.2, pmdec: 2.6 };

const frames = demoFrames();
const series = frames.filter(({ filter }) => filter === "rp").slice(0, 12);
const pool = createPool({ threads: 2, modules: [operationTasks] });
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "datalab-sky-"));
});
afterAll(async () => {
  await pool.close();
  await rm(dir, { recursive: true, force: true });
});

/** The data of an operation on simulated frames. */
async function dataOf<Data>(name: string, inputData: Record<string, unknown>): Promise<Data> {
  const definition = operationNamed(name)!;
  const archive = simulatedArchive({ dir });
  const signal = new AbortController().signal;
  const { output_data } = await executeOperation({
    ...{ definition, inputData, pool, signal, workDir: dir, gaia: simulatedGaia() },
    key: resultKey(definition, inputData),
    conventions: { parity: false, wcsToEdge: 0.5 },
    async openFrame({ basename }) {
      const path = join(dir, `${basename}.fits.fz`);
      await archive.download(await archive.frame(basename, null), path, { maxBytes: 1e8 });
      return { path };
    },
    onProgress: () => undefined,
  });
  return output_data[0] as Data;
}

interface Point {
  mag: number;
  magerr: number;
  julian_date: number;
}

describe("the simulated sky", () => {
  it("gives its variable star's period within 0.1 P²/T, and its amplitude within two deviations", async () => {
    const input = { source: demoTarget, input_files: series };
    const data = await dataOf<{ light_curve: Point[]; period: number; period_search: { period: number } }>(
      "Variable Star",
      input,
    );
    const points = data.light_curve;
    expect(points).toHaveLength(12);
    const allowed = allowedPeriodError(points);
    expect(Math.abs(data.period - truth.period)).toBeLessThanOrEqual(allowed);
    expect(Math.abs(data.period_search.period - truth.period)).toBeLessThan(allowed);
    const { amplitude, sigma } = sineAmplitude(points, truth.period);
    expect(Math.abs(2 * amplitude - truth.amplitude)).toBeLessThan(2 * 2 * sigma);
  });

  it("gives the same star's period and amplitude by aperture photometry", async () => {
    const data = await dataOf<{
      light_curve: Record<string, number>[];
      period: number;
      period_search: { period: number };
    }>("Aperture Photometry", {
      source: demoTarget,
      input_files: series,
      aperture_radius: 4,
      annulus_inner_radius: 8,
      annulus_outer_radius: 14,
    });
    const points = data.light_curve.map((row) => ({
      mag: row.target_calibrated_apparent_magnitude!,
      magerr: row.target_calibrated_apparent_magnitude_uncertainty!,
      julian_date: row.julian_date!,
    }));
    expect(points).toHaveLength(12);
    const allowed = allowedPeriodError(points);
    expect(Math.abs(data.period - truth.period)).toBeLessThanOrEqual(allowed);
    const { amplitude, sigma } = sineAmplitude(points, truth.period);
    expect(Math.abs(2 * amplitude - truth.amplitude)).toBeLessThan(2 * 2 * sigma);
  });

  it("gives its cluster's motion, with Gaia's stars on the images' own", async () => {
    const one = (filter: string) => [frames.findLast((frame) => frame.filter === filter)];
    const data = await dataOf<{
      n_stars: number;
      n_gaia_matched: number;
      membership_guess: { pmra: number; pmdec: number; distance_min: number; distance_max: number };
    }>("HR Diagram", {
      blue_filter_files: one("gp"),
      red_filter_files: one("rp"),
      cluster: { ra: 81, dec: -24.52, name: "SIM cluster" },
      search_radius_arcmin: 4,
    });
    const guess = data.membership_guess;
    expect(data.n_gaia_matched).toBeGreaterThan(0.95 * data.n_stars);
    expect(Math.hypot(guess.pmra - cluster.pmra, guess.pmdec - cluster.pmdec)).toBeLessThan(0.1);
    expect(guess.distance_min).toBeLessThan(850);
    expect(guess.distance_max).toBeGreaterThan(850);
  });
});

/** 0.1 P²/T */
function allowedPeriodError(points: readonly Point[]): number {
  const times = points.map(({ julian_date }) => julian_date);
  return (0.1 * truth.period ** 2) / (Math.max(...times) - Math.min(...times));
}

/** Half the peak-to-peak height of the best sine of this period through the points, and its standard error. */
function sineAmplitude(points: readonly Point[], period: number) {
  const start = points[0]!.julian_date;
  const design = points.map(({ julian_date }) => {
    const phase = (2 * Math.PI * (julian_date - start)) / period;
    return [1, Math.cos(phase), Math.sin(phase)];
  });
  const weight = points.map(({ magerr }) => magerr ** -2);
  const sum = (i: number, j: number) => design.reduce((total, row, n) => total + weight[n]! * row[i]! * row[j]!, 0);
  const right = [0, 1, 2].map((i) =>
    design.reduce((total, row, n) => total + weight[n]! * row[i]! * (points[n]!.mag - truth.magnitude), 0),
  );
  const normal = [0, 1, 2].map((i) => [0, 1, 2].map((j) => sum(i, j)));
  const [, cosine, sine] = solve(normal, right);
  return { amplitude: Math.hypot(cosine!, sine!), sigma: Math.sqrt(1 / Math.min(normal[1]![1]!, normal[2]![2]!)) };
}

/** Gauss's elimination; the matrix of normal equations needs no pivots. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (const [i, pivot] of rows.entries()) {
    for (const [j, row] of rows.entries()) {
      if (j === i) continue;
      const factor = row[i]! / pivot[i]!;
      for (let k = 0; k < row.length; k++) row[k]! -= factor * pivot[k]!;
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
