import type { ThreadContext } from "@datalab/kernels";
import { describe, expect, it } from "vitest";
import { periodExtraKeys, periodKeys, wideSearchOutput } from "./period-output.ts";
import { searchPeriod } from "./search-task.ts";
import { seededUniform } from "./seeded-random.ts";
import { flatDip, nightlyTimes, simulatedCurve } from "./simulated-curves.fixture.ts";

const uniform = seededUniform(9);
const shape = (days: number) => 0.3 * flatDip(days / 1.7, 0.1);
const curve = simulatedCurve(nightlyTimes(20, 3, uniform), shape, 0.02, uniform);

function context(checkCancelled = () => {}): ThreadContext {
  // The search uses no kernel.
  return { checkCancelled } as ThreadContext;
}

describe("thread task period.search", () => {
  it("gives both searches, and what of them goes over the wire", () => {
    const { result } = searchPeriod(context(), { curve, bootstrap: { samples: 1, seed: 1 } });
    if (result === null) throw new Error("no result");
    const output = {
      ...periodKeys(result.analysis),
      ...periodExtraKeys(result.analysis),
      period_search: wideSearchOutput(result.wide),
    };
    expect(JSON.parse(JSON.stringify(output))).toEqual(output);
    expect(output.frequency).toHaveLength(output.power.length);
    expect(output.window_power).toHaveLength(output.power.length);
    const { period_search: found } = output;
    expect(found.period).toBeCloseTo(1.7, 2);
    expect(found.model).toBe("box");
    expect(found.dip?.depth).toBeCloseTo(0.3, 1);
    expect(found.period_error).toBeLessThan(0.02);
    expect(found.candidates[0].period).toBe(found.period);
    expect(found.frequency.length).toBeLessThanOrEqual(2000);
    expect(Math.min(...found.power_spectrum)).toBeGreaterThanOrEqual(0);
    expect(found.bootstrap).toEqual({ samples: 1, false_alarm_probability: 0.5 });
  });

  it("has no result where no period can be searched for", () => {
    const times = curve.times.slice(0, 5);
    expect(searchPeriod(context(), { curve: { ...curve, times } }).result).toBeNull();
  });

  it("stops when it is cancelled", () => {
    let checks = 0;
    const cancel = () => {
      if (++checks === 20) throw new Error("cancelled");
    };
    expect(() => searchPeriod(context(cancel), { curve })).toThrow("cancelled");
  });
});
