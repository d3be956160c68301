import { type FrequencyGrid, frequencyAt } from "./frequency-grid.ts";
import { sameTime, type WeightedCurve } from "./light-curve.ts";

/** |Σ e^{2πift}|² / n²: 1 at frequency 0 and wherever the sampling repeats itself (Deeming 1975, Ap&SS 36, 137). */
function spectralWindow(times: Float64Array, frequency: number): number {
  let c = 0;
  let s = 0;
  for (const time of times) {
    c += Math.cos(2 * Math.PI * frequency * time);
    s += Math.sin(2 * Math.PI * frequency * time);
  }
  return (c * c + s * s) / times.length ** 2;
}

/** Spectral window from which f and f + f_window count as one: phases scatter by less than 0.005 cycles. */
const indistinguishable = 0.999;
/** How far, in cycles, a distance in time may be from a whole number of repetitions on the way to a better frequency. */
const tolerance = 0.1;
const mostTurns = 1000;
/** Distances in time of less than this share of the shortest repetition that is looked for do not tell two times apart. */
const notSeen = 0.005;

/**
 * Lowest frequency up to `highest` at which the sampling repeats itself: all distances in time are whole multiples of its period, within
 * 0.5 %. Infinity for an irregular sampling. The two points next to each other in time are 1, 2, … repetitions apart; each such guess is
 * made better by ever longer distances until one does not fit.
 */
export function repetitionFrequency({ times }: WeightedCurve, highest: number): number {
  const distances = distancesFromClosestPair(times, Math.max(sameTime, notSeen / highest));
  for (let turns = 1; turns <= Math.min(mostTurns, highest * distances[0]); turns++) {
    const frequency = chained(distances, turns);
    if (frequency !== null && spectralWindow(times, frequency) > indistinguishable) return frequency;
  }
  return Infinity;
}

function chained(distances: Float64Array, turns: number): number | null {
  let frequency = turns / distances[0];
  for (const distance of distances) {
    const whole = Math.round(frequency * distance);
    if (Math.abs(frequency * distance - whole) > tolerance) return null;
    frequency = whole / distance;
  }
  return frequency;
}

/** Distances above `least` of other times from a member of the closest pair, ascending: the first is that pair's. */
function distancesFromClosestPair(times: Float64Array, least: number): Float64Array {
  const sorted = times.toSorted();
  let anchor = sorted[0];
  let shortest = Infinity;
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i] - sorted[i - 1];
    if (gap <= least || gap >= shortest) continue;
    shortest = gap;
    anchor = sorted[i - 1];
  }
  return sorted
    .map((time) => Math.abs(time - anchor))
    .filter((distance) => distance > least)
    .sort();
}

function bestOfWindow(times: Float64Array, centre: number, reach: number, step: number): number {
  const half = Math.ceil(reach / step);
  let [best, height] = [centre, -1];
  for (let k = -half; k <= half; k++) {
    const value = spectralWindow(times, centre + k * step);
    if (value > height) [best, height] = [centre + k * step, value];
  }
  return best;
}

/** A peak of the spectral window, cycles a day: a true frequency f shows again at f ± this one. */
export interface WindowPeak {
  readonly frequency: number;
  readonly power: number;
}

/** The highest `most` peaks of the spectral window between 1/T and 3 cycles a day: the aliases that the sampling makes. */
export function windowPeaks({ times, span }: WeightedCurve, most: number): WindowPeak[] {
  const highest = Math.min(3, 20_000 / (6 * span));
  const grid: FrequencyGrid = {
    first: 1 / span,
    step: 1 / (6 * span),
    count: Math.floor((highest - 1 / span) * 6 * span),
  };
  const powers = Float64Array.from({ length: Math.max(0, grid.count) }, (_, k) =>
    spectralWindow(times, frequencyAt(grid, k)),
  );
  const peaks: WindowPeak[] = [];
  for (let k = 1; k < grid.count - 1; k++) {
    if (powers[k] < powers[k - 1] || powers[k] <= powers[k + 1]) continue;
    const frequency = bestOfWindow(times, frequencyAt(grid, k), grid.step, grid.step / 16);
    peaks.push({ frequency, power: spectralWindow(times, frequency) });
  }
  return peaks.sort((a, b) => b.power - a.power).slice(0, most);
}
