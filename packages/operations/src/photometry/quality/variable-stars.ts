import { deviation, median } from "../statistics.ts";

/** A star's magnitudes about the zero points of their frames, in order of time; all finite. */
export interface StarSeries {
  readonly magnitudes: readonly number[];
  /** What its counts let expect of their scatter, magnitudes. */
  readonly formal: number;
  /** Instrumental magnitude. */
  readonly brightness: number;
}

/** Magnitudes: more is no comparison, however much others scatter. */
const mostScatter = 1;
/** Magnitudes: less moves an ensemble by less than its own errors, however steady the others are. */
const leastScatter = 0.03;
/** Times what is expected: enough by itself, and enough where the scatter runs smoothly in time. */
const loud = 3;
const smooth = 1.5;
/** Stars of like brightness on either side. */
const neighbours = 5;
/** Standard deviations of η. */
const significance = 3;

/**
 * The stars that vary: by more than 0.03 mag, and either three times as much as expected, or half as much again and smoothly in time.
 * Expected is the median scatter of the ten stars nearest in brightness, or the formal error where that is more. Smooth is a von Neumann
 * ratio η, mean squared successive difference over variance, 3σ below the 2 of white noise (Williams, Ann. Math. Stat. 12, 239, 1941;
 * 1/η as an index of variability: Shin et al., MNRAS 400, 1897, 2009). A scatter beyond 1 mag is too much anyhow. Two stars accuse each
 * other and are both kept.
 */
export function variableStars(stars: readonly StarSeries[]): number[] {
  const scatters = stars.map(({ magnitudes }) => deviation(magnitudes));
  const usual = usualScatters(stars, scatters);
  return stars.flatMap(({ magnitudes, formal }, index) => {
    const scatter = scatters[index];
    const excess = scatter / Math.max(usual[index] || 0, formal || 0);
    const varies = scatter > leastScatter && (excess > loud || (excess > smooth && isSmooth(magnitudes)));
    return scatter > mostScatter || varies ? [index] : [];
  });
}

/** Largest minus smallest. */
export function rangeOf(magnitudes: readonly number[]): number {
  return magnitudes.reduce((a, b) => Math.max(a, b), -Infinity) - magnitudes.reduce((a, b) => Math.min(a, b), Infinity);
}

/** Of each star, the median scatter of those nearest in brightness that were seen three times at least; NaN without any. */
function usualScatters(stars: readonly StarSeries[], scatters: readonly number[]): number[] {
  const told = [...stars.keys()].filter((star) => stars[star].magnitudes.length >= 3);
  const order = told.sort((a, b) => stars[a].brightness - stars[b].brightness || a - b);
  const usual: number[] = [];
  order.forEach((star, place) => {
    const first = Math.max(0, Math.min(place - neighbours, order.length - 1 - 2 * neighbours));
    const around = order.slice(first, first + 2 * neighbours + 1).filter((other) => other !== star);
    usual[star] = median(around.map((other) => scatters[other]));
  });
  return usual;
}

/** Too few points cannot show it. */
function isSmooth(magnitudes: readonly number[]): boolean {
  const n = magnitudes.length;
  if (n < 3) return false;
  let differences = 0;
  for (let k = 1; k < n; k++) differences += (magnitudes[k] - magnitudes[k - 1]) ** 2;
  const ratio = differences / (n - 1) / deviation(magnitudes, 1) ** 2;
  return ratio < 2 - significance * Math.sqrt((4 * (n - 2)) / ((n - 1) * (n + 1)));
}
