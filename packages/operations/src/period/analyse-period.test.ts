import { describe, expect, it } from "vitest";
import { analysePeriod } from "./analyse-period.ts";

/** The light curve of vector V-LS (operations.md §8.9). */
function vectorCurve() {
  const times = Float64Array.from({ length: 10 }, (_, i) => 0.37 * i + 0.05 * (i ** 2 % 7));
  const values = times.map(
    (t, i) => 15 + 0.3 * Math.sin((2 * Math.PI * (t + 2460000)) / 1.7) + 0.01 * (((5 * i) % 9) - 4),
  );
  const sigmas = times.map((_, i) => 0.02 + 0.005 * (i % 3));
  return { times, values, sigmas };
}

describe("the reference's period search", () => {
  it("gives the digits of vector V-LS", () => {
    const analysis = analysePeriod(vectorCurve());
    if (analysis === null) throw new Error("no analysis");
    const { frequency, power, windowPower, candidates } = analysis;
    expect(frequency).toHaveLength(125);
    expect(frequency[0]).toBeCloseTo(0.028328611898017, 14);
    expect(frequency[1]).toBeCloseTo(0.084985835694051, 14);
    expect(frequency[124]).toBeCloseTo(7.053824362606232, 12);
    [0.3102723, 0.30466065, 0.29298089, 0.27506383].forEach((value, k) => {
      expect(power[k]).toBeCloseTo(value, 7);
    });
    expect(power.indexOf(Math.max(...power))).toBe(10);
    expect(power[10]).toBeCloseTo(0.9860424681, 9);
    expect(analysis.period).toBeCloseTo(1.6809523809523814, 13);
    expect(analysis.fap).toBeCloseTo(1.4956058e-4, 11);
    expect(candidates.map(({ kind }) => kind)).toEqual(["peak", "double"]);
    expect(candidates[1].period).toBeCloseTo(3.3619047619, 9);
    expect(candidates[1].power).toBeCloseTo(0.2146491, 7);
    [0.9996766, 0.96989874, 0.73812675, 0.24705926].forEach((value, k) => {
      expect(windowPower[k]).toBeCloseTo(value, 7);
    });
  });

  it("is the same from any origin of time", () => {
    const curve = vectorCurve();
    const shifted = analysePeriod({ ...curve, times: curve.times.map((t) => t + 4096) });
    const analysis = analysePeriod(curve);
    expect(shifted?.fap).toBeCloseTo(analysis?.fap ?? NaN, 11);
    shifted?.power.forEach((value, k) => {
      expect(value).toBeCloseTo(analysis?.power[k] ?? NaN, 9);
    });
  });

  it("leaves out points without finite numbers or with σ ≤ 0", () => {
    const curve = vectorCurve();
    const bad = [NaN, Infinity, 0, -1];
    const longer = {
      times: Float64Array.of(...curve.times, 1, 2, 3, 4, NaN, 1),
      values: Float64Array.of(...curve.values, 15, 15, 15, 15, 15, NaN),
      sigmas: Float64Array.of(...curve.sigmas, ...bad, 0.02, 0.02),
    };
    expect(analysePeriod(longer)).toEqual(analysePeriod(curve));
  });

  it("has no answer below 8 points, at one time only, or for a constant", () => {
    const { times, values, sigmas } = vectorCurve();
    expect(analysePeriod({ times: times.slice(3), values: values.slice(3), sigmas: sigmas.slice(3) })).toBeNull();
    expect(analysePeriod({ times: times.fill(5), values, sigmas })).toBeNull();
    expect(analysePeriod({ times: vectorCurve().times, values: values.fill(15.1), sigmas })).toBeNull();
  });
});
