import { readFileSync } from "node:fs";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { runOperation } from "../../test/run-operation.ts";
import { goldenCase, sharedData, sharedFrames } from "../../test/shared-data.ts";
import type { OperationDefinition } from "../define.ts";
import type { GaiaCatalogue, GaiaStar, SyntheticBand } from "../gaia.ts";
import type { InputData } from "../input-files.ts";
import { operationTasks } from "../operation-tasks.ts";
import { separation } from "../photometry/separation.ts";
import hrDiagram from "./hr-diagram.ts";
import lightCurve from "./light-curve.ts";
import variableStar from "./variable-star.ts";

const files = sharedFrames("frames");
const pool = createPool({ threads: 1, modules: [operationTasks] });
afterAll(() => pool.close());

/** The Gaia table of the goldens. */
function gaiaTable(): GaiaStar[] {
  const { columns } = JSON.parse(readFileSync(`${sharedData}frames/gaia_table.json`, "utf8")) as {
    columns: Record<string, (number | null)[]>;
  };
  const value = (name: string, row: number) => columns[name][row] ?? Number.NaN;
  const synthetic = (band: SyntheticBand, row: number) => ({
    mag: value(`${band}_mag`, row),
    flux: value(`${band}_flux`, row),
    fluxError: value(`${band}_flux_error`, row),
  });
  return columns.ra.map((_, row) => ({
    ra: value("ra", row),
    dec: value("dec", row),
    pmra: value("pmra", row),
    pmraError: value("pmra_error", row),
    pmdec: value("pmdec", row),
    pmdecError: value("pmdec_error", row),
    parallax: value("parallax", row),
    parallaxError: value("parallax_error", row),
    gMag: value("phot_g_mean_mag", row),
    distance: value("r_med_geo", row),
    distanceLow: value("r_lo_geo", row),
    distanceHigh: value("r_hi_geo", row),
    synthetic: {
      g_sdss: synthetic("g_sdss", row),
      r_sdss: synthetic("r_sdss", row),
      i_sdss: synthetic("i_sdss", row),
      z_sdss: synthetic("z_sdss", row),
    },
  }));
}

const gaia: GaiaCatalogue = {
  cone: async ({ radius, ...centre }) => gaiaTable().filter((star) => separation(star, centre) <= radius * 3600),
};

/** The one item of data an operation gives, in the words of its request. */
async function dataOf(definition: OperationDefinition, input: InputData) {
  const { result } = await runOperation(definition, input, files, pool, { gaia });
  expect(result.output_data).toHaveLength(1);
  const data = result.output_data[0] as Record<string, unknown>;
  return definition.echo?.(data, input) ?? data;
}

describe("Light Curve", () => {
  it.each(["light_curve", "light_curve_subset_missing_cat"])("%s", async (name) => {
    const { input, output } = goldenCase(name);
    expect(await dataOf(lightCurve, input)).toMatchObject(output.output_data[0]);
  });

  it.each([
    ["light_curve_no_source", "Light Curve needs a source position."],
    ["light_curve_no_filter", "Light Curve: every Input Files must state its filter."],
    ["light_curve_no_match", "None of the images has usable photometry for this source."],
    ["light_curve_two_filters", "Light Curve: all Input Files must share one filter; these are in gp, rp."],
    ["light_curve_bad_filter", /^Light Curve: Input Files must be in one of the filters rp, ip, gp, zs, not /],
  ])("%s", async (name, message) => {
    const { input, status } = goldenCase(name);
    expect(status).toBe("FAILED");
    await expect(dataOf(lightCurve, input)).rejects.toMatchObject({
      kind: "invalid",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
  });
});

describe("Variable Star", () => {
  /**
   * D16: the reference computes with raw Julian dates. Its phases (1e9 rad) are rounded to 1e-7, so are its powers, and the
   * spread of its times is lost, which leaves the false-alarm probability at a single frequency; `spread` is Baluev's formula
   * with relative times, computed with numpy.
   */
  it.each([
    { name: "variable_star", spread: 8.068409498060669e-6 },
    { name: "variable_star_8", spread: 0.01764527270272553 },
  ])("$name", async ({ name, spread }) => {
    const { input, output } = goldenCase(name);
    const { frequency, power, period, fap, ...expected } = output.output_data[0];
    const data = (await dataOf(variableStar, input)) as unknown as PeriodData;
    expect(data).toMatchObject(expected);
    expect(data.frequency).toHaveLength(frequency.length);
    expect(data.power).toHaveLength(power.length);
    expect(relative(data.period, period)).toBeLessThan(1e-9);
    const single = (1 - Math.max(...power)) ** ((data.light_curve.length - 3) / 2);
    expect(relative(fap, single)).toBeLessThan(1e-9);
    expect(relative(data.fap, spread)).toBeLessThan(1e-6);
    const [worstFrequency, worstPower] = [worst(data.frequency, frequency, relative), worst(data.power, power)];
    expect(worstFrequency).toBeLessThan(1e-9);
    expect(worstPower).toBeLessThan(1e-6);
  });

  it("finds the simulated period within 0.1 P²/T", async () => {
    const truth = JSON.parse(readFileSync(`${sharedData}frames/truth.json`, "utf8")).variable.period_days as number;
    const data = (await dataOf(variableStar, goldenCase("variable_star").input)) as unknown as PeriodData;
    const times = data.light_curve.map(({ julian_date }) => julian_date);
    const allowed = (0.1 * truth ** 2) / (Math.max(...times) - Math.min(...times));
    expect(Math.abs(data.period - truth)).toBeLessThan(allowed);
    expect(Math.abs(data.period_search.period - truth)).toBeLessThan(allowed);
  });

  it.each([
    ["variable_star_no_match", "None of the images has usable photometry for this source."],
    ["variable_star_too_few", "Variable Star needs at least 8 Input Files file(s)."],
  ])("%s", async (name, message) => {
    const { input, status } = goldenCase(name);
    expect(status).toBe("FAILED");
    await expect(dataOf(variableStar, input)).rejects.toMatchObject({ kind: "invalid", message });
  });
});

interface PeriodData {
  light_curve: { julian_date: number }[];
  period_search: { period: number };
  period: number;
  fap: number;
  frequency: number[];
  power: number[];
}

function relative(value: number, expected: number): number {
  return Math.abs(value / expected - 1);
}

function worst(values: number[], expected: number[], error = (a: number, b: number) => Math.abs(a - b)): number {
  return Math.max(...values.map((value, index) => error(value, expected[index])));
}

describe("HR Diagram", () => {
  it.each(["hr_diagram", "hr_diagram_small_radius"])("%s", async (name) => {
    const { input, output } = goldenCase(name);
    const expected = output.output_data[0];
    const data = await dataOf(hrDiagram, input);
    expect(data).toEqual(expected);
    expect(Object.keys(data)).toEqual(Object.keys(expected));
  });

  it.each([
    ["hr_diagram_no_cluster", "HR Diagram needs a cluster centre with ra and dec."],
    ["hr_diagram_outside", "The cluster centre lies outside both images."],
    ["hr_diagram_wrong_filter", /^HR Diagram: .* must be in one of the filters/],
  ])("%s", async (name, message) => {
    const { input, status } = goldenCase(name);
    expect(status).toBe("FAILED");
    await expect(dataOf(hrDiagram, input)).rejects.toMatchObject({
      kind: "invalid",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
  });
});
