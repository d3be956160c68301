import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { analysePeriod } from "./analyse-period.ts";
import { harmonicPowers } from "./harmonic-scan.ts";
import { weightedCurve } from "./light-curve.ts";
import { seededUniform } from "./seeded-random.ts";

const astropy = `
import json, sys
import numpy as np
from astropy.timeseries import LombScargle
answers = []
for c in json.load(sys.stdin):
    t, y, s = (np.array(c[k]) for k in ("times", "values", "sigmas"))
    f = np.array(c["frequency"])
    ls = LombScargle(t, y, s)
    power = ls.power(f, method="slow")
    window = LombScargle(t, np.ones_like(t), fit_mean=False, center_data=False).power(f, method="slow")
    fap = ls.false_alarm_probability(power.max(), method="baluev", maximum_frequency=f.max())
    g = np.array(c["terms"])
    multi = [LombScargle(t, y, s, nterms=k).power(g, method="chi2").tolist() for k in (1, 2, 3)]
    answers.append({"power": power.tolist(), "window": window.tolist(), "fap": float(fap), "multi": multi})
json.dump(answers, sys.stdout)
`;

/** Twenty light curves: 8 … 65 points over 1 … 200 days, some periodic, some noise, σ between 0.01 and 0.05. */
function randomCurves() {
  const random = seededUniform(5);
  return Array.from({ length: 20 }, (_, index) => {
    const count = index === 19 ? 400 : 8 + 3 * index;
    const span = 10 ** (2.3 * random());
    const times = Float64Array.from({ length: count }, () => span * random());
    const sigmas = times.map(() => 0.01 + 0.04 * random());
    const amplitude = index % 3 === 0 ? 0 : 0.2;
    const frequency = (1 + 2 * count * random()) / span;
    const values = times.map(
      (t, i) => 15 + amplitude * Math.sin(2 * Math.PI * frequency * t) + 4 * sigmas[i] * (random() - 0.5),
    );
    return { times, values, sigmas };
  });
}

describe("periodograms against astropy", () => {
  const curves = randomCurves();
  const terms = curves.map(({ times }) => Array.from(times.slice(0, 40), (_, k) => (k + 3) / (2 * Math.max(...times))));
  const ours = curves.map((curve) => analysePeriod(curve));
  const input = curves.map((curve, index) => ({
    times: [...curve.times].map((t) => t - Math.min(...curve.times)),
    values: [...curve.values],
    sigmas: [...curve.sigmas],
    frequency: [...(ours[index]?.frequency ?? [])],
    terms: terms[index],
  }));
  const text = execFileSync("/usr/bin/python3", ["-c", astropy], { input: JSON.stringify(input), maxBuffer: 1e8 });
  const expected = JSON.parse(text.toString()) as {
    power: number[];
    window: number[];
    fap: number;
    multi: number[][];
  }[];
  const worst = (errors: readonly number[]) => Math.max(...errors.map(Math.abs));

  it("power as method slow within 1e-10", () => {
    const errors = expected.flatMap(({ power }, c) => power.map((value, k) => value - (ours[c]?.power[k] ?? NaN)));
    expect(worst(errors)).toBeLessThan(1e-10);
  });

  it("window power within 1e-10", () => {
    const errors = expected.flatMap(({ window }, c) =>
      window.map((value, k) => value - (ours[c]?.windowPower[k] ?? NaN)),
    );
    expect(worst(errors)).toBeLessThan(1e-10);
  });

  it("false-alarm probability within 1e-8, relative", () => {
    const errors = expected.map(({ fap }, c) => (ours[c]?.fap ?? NaN) / fap - 1);
    console.log(
      "F fap",
      worst(errors),
      expected.map((e) => e.fap),
    );
    expect(worst(errors)).toBeLessThan(1e-8);
  });

  it("power of two and three harmonics within 1e-10", () => {
    const errors = expected.flatMap(({ multi }, c) => {
      const curve = weightedCurve(curves[c]);
      if (curve === null) throw new Error("no curve");
      return multi.flatMap((powers, index) => {
        const [first, second] = terms[c];
        const mine = harmonicPowers(curve, index + 1, first, second - first, powers.length);
        return 2 * index + 3 < curve.count ? powers.map((value, k) => value - mine[k]) : [];
      });
    });
    expect(worst(errors)).toBeLessThan(1e-10);
  });
});
