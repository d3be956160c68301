import { readFileSync } from "node:fs";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { runOperation } from "../../test/run-operation.ts";
import { sharedData, sharedFrames } from "../../test/shared-data.ts";
import type { InputData } from "../input-files.ts";
import { operationTasks } from "../operation-tasks.ts";
import aperture from "../ops/aperture-photometry.ts";

const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

type Row = Record<string, number | null> & { flags: string[] };

interface Measured {
  readonly light_curve: Row[];
  readonly pipeline_diagnostics: string[];
}

interface FieldCase {
  readonly request: { readonly input_data: InputData };
  readonly expected: { readonly field: string; readonly values: number[]; readonly tolerance: number };
}

async function measured(name: string): Promise<Measured & FieldCase["expected"]> {
  const { request, expected }: FieldCase = JSON.parse(readFileSync(`${sharedData}field/${name}/expected.json`, "utf8"));
  const { result } = await runOperation(aperture, request.input_data, sharedFrames(`field/${name}`), pool);
  return { ...(result.output_data[0] as Measured), ...expected };
}

function expectValues({ light_curve, field, values, tolerance }: Measured & FieldCase["expected"]): void {
  expect(light_curve).toHaveLength(values.length);
  light_curve.forEach((row, index) => {
    expect(Math.abs(Number(row[field]) - values[index])).toBeLessThanOrEqual(tolerance);
  });
}

/** Which points have a magnitude. */
const withMagnitude = ({ light_curve }: Measured) =>
  light_curve.map((row) => row.target_calibrated_apparent_magnitude !== null);

describe("what the field reported", () => {
  it.each(["c-upper", "g-inherit", "g-setting", "p-negsky", "t-dateonly-ap", "t-exposure", "t-timesys"])(
    "%s: gives the true values",
    async (name) => expectValues(await measured(name)),
  );

  it("g-setting: says which of the two gains is used", async () => {
    expect((await measured("g-setting")).pipeline_diagnostics.join()).toContain("EGAIN is used");
  });

  it("p-edge: no magnitude where the star is cut, and a line with the part that is missing", async () => {
    const found = await measured("p-edge");
    expect(withMagnitude(found)).toEqual([true, false, true]);
    expect(found.light_curve[1].flags).toContain("cut");
    expect(found.pipeline_diagnostics.join()).toMatch(
      /p-edge-1\S*: \d+ % of the target's aperture lies outside the image/,
    );
  });

  it("p-nan: no magnitude where a pixel has no value", async () => {
    const found = await measured("p-nan");
    expect(withMagnitude(found)).toEqual([true, false, true]);
    expect(found.light_curve[1].flags).toContain("missing_pixels");
    expect(found.pipeline_diagnostics.join()).toMatch(/p-nan-1\S*: 1 pixel of the target's aperture has no value/);
  });

  it("p-saturation: no magnitude from saturated stars, and the unsaturated frames keep theirs", async () => {
    const found = await measured("p-saturation");
    expect(withMagnitude(found)).toEqual([false, true, false, true]);
    expect(found.light_curve.map(({ flags }) => flags.includes("saturated"))).toEqual([true, false, true, false]);
    expect(found.pipeline_diagnostics.join()).toContain("the target is saturated, its brightest pixel reaches 60000");
    for (const index of [1, 3]) {
      const row = found.light_curve[index];
      expect(Math.abs(Number(row[found.field]) - found.values[index])).toBeLessThanOrEqual(found.tolerance);
    }
  });

  it("t-exptime-comma: no barycentric time, and words why", async () => {
    const found = await measured("t-exptime-comma");
    expect(found.light_curve.map((row) => row.bjd_tdb)).toEqual([null, null, null]);
    expect(found.pipeline_diagnostics.join()).toMatch(/EXPTIME must be a number, but reads 300,0000/);
  });
});
