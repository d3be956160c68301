import { describe, expect, it } from "vitest";
import { fixedText } from "./fixed-text.ts";
import { frameDiagnostics } from "./frame-diagnostics.ts";

describe("fixedText", () => {
  it("prints as C does, ties to even", () => {
    const printed = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 19104.49, 1e-9].map((value) => fixedText(value, 0));
    expect(printed).toEqual(["0", "2", "2", "-0", "-2", "-2", "19104", "0"]);
    expect([0.0625, 0.1875, 14.2485, -0.0625].map((value) => fixedText(value, 3))).toEqual([
      "0.062",
      "0.188",
      "14.248",
      "-0.062",
    ]);
    expect(fixedText(Number.NaN, 2)).toBe("nan");
    expect(fixedText(Number.NEGATIVE_INFINITY, 2)).toBe("nan");
  });
});

describe("frameDiagnostics", () => {
  it("writes the lines clients parse", () => {
    const column = Float64Array.from([0]);
    const star = (id: string, net: number, sightings: Map<number, number>) => {
      const candidate = {
        id,
        ra: 150.007,
        dec: 19.9945,
        referenceMagnitude: 14.2,
        isolation: 40,
        targetSeparation: 60,
        sightings,
      };
      const counts = { x: column, y: column, net: Float64Array.from([net]), sigma: column, flags: new Uint8Array(1) };
      return { ...candidate, candidate, ...counts };
    };
    const calibrated = {
      stars: [star("cand-005", 19104.2, new Map([[0, 0]])), star("cand-1000", -3, new Map())],
      zeroPoint: 24.951,
      total: 1,
      totalSigma: 1,
      ratio: 1,
      ratioSigma: 1,
      magnitude: 14,
      magnitudeSigma: 0.1,
      formalSigma: 0.1,
      compared: true,
    };
    const rows = {
      ra: column,
      dec: column,
      names: undefined,
      flux: Float64Array.from([20000]),
      mag: Float64Array.from([14.247425]),
    };
    expect(frameDiagnostics(calibrated, rows, 0)).toEqual([
      "comparison star identifier | RA | Dec | calculated flux | FITS source catalog flux | calculated magnitude | FITS source catalog magnitude",
      "comparison-star validation row: cand-005 | 150.0070 | 19.9945 | 19104 | 20000 | 14.248 | 14.247",
      "comparison-star validation row: cand-1000 | 150.0070 | 19.9945 | -3 | nan | nan | nan",
    ]);
  });
});
