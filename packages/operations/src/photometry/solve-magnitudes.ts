import type { MeasuredStar } from "./ensemble.ts";
import { median } from "./statistics.ts";

/** Instrumental magnitudes of stars on frames; NaN where a star was not measured. Each star has one at least. */
export interface MagnitudeTable<Star extends MeasuredStar = MeasuredStar> {
  readonly frames: number;
  readonly stars: readonly { readonly star: Star; readonly magnitudes: Float64Array }[];
}

export interface MagnitudeSolution {
  /** One a star. */
  readonly magnitudes: Float64Array;
  /** One a frame; NaN where no star was measured. */
  readonly zeroPoints: Float64Array;
}

interface Component {
  readonly stars: number[];
  readonly frames: number[];
}

const mostRounds = 50;
const converged = 1e-6;

/** The groups of stars and frames that measurements connect, in order of their first star. */
export function componentsOf({ frames, stars }: MagnitudeTable): Component[] {
  const starsOf = Array.from({ length: frames }, () => [] as number[]);
  stars.forEach(({ magnitudes }, star) => {
    for (const frame of framesOf(magnitudes)) starsOf[frame].push(star);
  });
  const reached = new Set<number>();
  return stars.flatMap((_, start) => {
    if (reached.has(start)) return [];
    const component = { stars: [start], frames: new Set<number>() };
    reached.add(start);
    for (const star of component.stars) {
      for (const frame of framesOf(stars[star].magnitudes)) {
        if (component.frames.has(frame)) continue;
        component.frames.add(frame);
        for (const next of starsOf[frame].filter((other) => !reached.has(other))) {
          reached.add(next);
          component.stars.push(next);
        }
      }
    }
    return [{ stars: component.stars.sort((a, b) => a - b), frames: [...component.frames].sort((a, b) => a - b) }];
  });
}

/**
 * Star magnitudes M and frame zero points ZP with M = m + ZP for every measurement m, each the median over the other in turn until
 * nothing moves by 1e-6 mag (at most 50 rounds). Each connected group is shifted so that the median of M equals the catalogue's.
 */
export function solveMagnitudes(table: MagnitudeTable): MagnitudeSolution {
  const magnitudes = Float64Array.from(table.stars, ({ star }) => star.referenceMagnitude);
  const zeroPoints = new Float64Array(table.frames).fill(Number.NaN);
  for (const component of componentsOf(table)) {
    for (const frame of component.frames) zeroPoints[frame] = 0;
    for (let round = 0; round < mostRounds; round++) {
      if (solveRound(table, component, magnitudes, zeroPoints) < converged) break;
    }
  }
  return { magnitudes, zeroPoints };
}

/** The largest change of this round, the tie to the catalogue left aside. */
function solveRound(
  { stars }: MagnitudeTable,
  component: Component,
  magnitudes: Float64Array,
  zeroPoints: Float64Array,
): number {
  let change = 0;
  const move = (values: Float64Array, index: number, value: number) => {
    change = Math.max(change, Math.abs(value - values[index]));
    values[index] = value;
  };
  for (const frame of component.frames) {
    const measured = component.stars.filter((star) => Number.isFinite(stars[star].magnitudes[frame]));
    move(zeroPoints, frame, median(measured.map((star) => magnitudes[star] - stars[star].magnitudes[frame])));
  }
  for (const star of component.stars) {
    const own = stars[star].magnitudes;
    move(magnitudes, star, median(framesOf(own).map((frame) => own[frame] + zeroPoints[frame])));
  }
  const shift = median(component.stars.map((star) => magnitudes[star] - stars[star].star.referenceMagnitude));
  for (const star of component.stars) magnitudes[star] -= shift;
  for (const frame of component.frames) zeroPoints[frame] -= shift;
  return change;
}

/** The frames on which a star was measured. */
export function framesOf(magnitudes: Float64Array): number[] {
  return Array.from(magnitudes.keys()).filter((frame) => Number.isFinite(magnitudes[frame]));
}
