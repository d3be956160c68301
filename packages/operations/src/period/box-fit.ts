import { fewestInside } from "./box-scan.ts";
import type { WeightedCurve } from "./light-curve.ts";

/** The best box at one frequency, without bins. */
export interface BoxFit {
  /** Share of the variance taken away. */
  readonly power: number;
  /** Level inside minus level outside, magnitudes: how much fainter. */
  readonly depth: number;
  /** Share of a turn between the first and the last point inside. */
  readonly duration: number;
  /** Middle of the box, turns since time 0 of the curve, in [0, 1). */
  readonly phase: number;
}

/**
 * Box least squares over all runs of neighbouring points in phase that are at most `longest` turns long and hold 3 points at least. Null
 * where there is none. Work: count² · longest.
 */
export function fitBox(curve: WeightedCurve, frequency: number, longest: number): BoxFit | null {
  const { count, times, weights, values, variance } = curve;
  const phases = times.map((time) => time * frequency - Math.floor(time * frequency));
  const order = Array.from(phases.keys()).sort((a, b) => phases[a] - phases[b]);
  const phaseAt = (rank: number) => (rank < count ? phases[order[rank]] : 1 + phases[order[rank - count]]);
  let best: BoxFit | null = null;
  for (let start = 0; start < count; start++) {
    let inside = 0;
    let sum = 0;
    for (let end = start; end < start + count && phaseAt(end) - phaseAt(start) <= longest; end++) {
      const point = order[end % count];
      inside += weights[point];
      sum += weights[point] * values[point];
      if (end - start + 1 < fewestInside || sum <= 0 || inside > 0.5) continue;
      const power = (sum * sum) / (inside * (1 - inside) * variance);
      if (best !== null && power <= best.power) continue;
      const duration = phaseAt(end) - phaseAt(start);
      best = { power, depth: sum / (inside * (1 - inside)), duration, phase: (phaseAt(start) + duration / 2) % 1 };
    }
  }
  return best;
}

/**
 * Power of the box's model with two depths, one for even and one for odd turns: what tells an eclipsing binary of twice the period.
 * Null where even or odd turns have fewer than 3 points inside.
 */
export function oddEvenPower(curve: WeightedCurve, frequency: number, { phase, duration }: BoxFit): number | null {
  const weight = [0, 0];
  const sum = [0, 0];
  const points = [0, 0];
  for (let i = 0; i < curve.count; i++) {
    const turns = curve.times[i] * frequency - phase;
    const turn = Math.round(turns);
    if (Math.abs(turns - turn) > duration / 2 + 1e-9) continue;
    const parity = Math.abs(turn % 2);
    weight[parity] += curve.weights[i];
    sum[parity] += curve.weights[i] * curve.values[i];
    points[parity]++;
  }
  if (points[0] < fewestInside || points[1] < fewestInside) return null;
  const outside = 1 - weight[0] - weight[1];
  const explained = sum[0] ** 2 / weight[0] + sum[1] ** 2 / weight[1] + (sum[0] + sum[1]) ** 2 / outside;
  return Math.min(1, explained / curve.variance);
}
