import type { LightCurveSeries } from "./light-curve-series.ts";

/** Phases 0 ≤ φ < 1 of times for a period and a time of phase 0, all in days. */
export function foldPhases(times: readonly number[], period: number, epoch: number): number[] {
  return times.map((time) => {
    const turns = (time - epoch) / period;
    const phase = turns - Math.floor(turns);
    return phase < 1 ? phase : 0; // a difference of −1e-17 turns rounds to a whole one
  });
}

/** A period as typed, in days: "0.5671", "13.6 h", "45 min"; null when it is none above zero. */
export function parsePeriod(text: string): number | null {
  const match = /^\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*(d|h|min)?\s*$/i.exec(text);
  if (!match) return null;
  const perDay = { d: 1, h: 24, min: 1440 }[match[2]?.toLowerCase() ?? "d"]!;
  const period = Number(match[1]) / perDay;
  return period > 0 && Number.isFinite(period) ? period : null;
}

/** The times to fold a light curve by: free of the Earth's motion where that is known. Phase 0 is at the first point. */
export function foldingTimes({ points, scales }: LightCurveSeries): {
  times: number[];
  epoch: number;
  scale: "bjd" | "jd";
} {
  const scale = scales.includes("bjd") ? "bjd" : "jd";
  const times = points.map((point) => point.times[scale]!);
  return { times, epoch: times[0] ?? 0, scale };
}
