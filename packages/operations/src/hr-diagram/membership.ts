import type { GaiaStar } from "../gaia.ts";
import { median } from "../photometry/statistics.ts";
import { motionPeak } from "./motion-peak.ts";
import { deviationFromMedian } from "./robust.ts";
import { rounded } from "./rounded.ts";

/** Where a cluster's members are to be found; member names are those of the wire. Null: not enough stars to tell. */
export interface MembershipGuess {
  /** Centre and radius of the clump of proper motions, mas a year. */
  readonly pmra: number | null;
  readonly pmdec: number | null;
  readonly pm_radius: number | null;
  /** mas */
  readonly parallax_min: number | null;
  readonly parallax_max: number | null;
  /** parsec */
  readonly distance_min: number | null;
  readonly distance_max: number | null;
}

type Motion = Pick<GaiaStar, "pmra" | "pmdec">;
export type MemberStar = Motion & Pick<GaiaStar, "parallax" | "distance" | "distanceLow" | "distanceHigh">;

const fewestMotions = 10;
const clumpRadius = 2;
const fewestInClump = 5;
const fewestMembers = 3;
const smallestParallaxSpread = 0.05;

/**
 * A first guess at who belongs to a cluster: the densest clump of proper motions (1 mas/yr bins), its centre (medians) and
 * radius (3 robust deviations, 0.5 … 5 mas/yr), and 3 robust deviations of the members' parallaxes and distances, the
 * latter not less than the median half-width of their own intervals. Null for fewer than 10 motions or 5 in the clump.
 */
export function membershipGuess(stars: readonly MemberStar[]): MembershipGuess | null {
  const moving = stars.filter(({ pmra, pmdec }) => Number.isFinite(pmra) && Number.isFinite(pmdec));
  if (moving.length < fewestMotions) return null;
  const peak = motionPeak(moving);
  const near = moving.filter((star) => motionBetween(star, peak) <= clumpRadius);
  if (near.length < fewestInClump) return null;
  const centre = { pmra: median(near.map((star) => star.pmra)), pmdec: median(near.map((star) => star.pmdec)) };
  const distances = near.map((star) => motionBetween(star, centre));
  const spread = Math.max(deviationFromMedian(distances), median(distances));
  const radius = Math.min(Math.max(3 * spread, 0.5), 5);
  const members = moving.filter((star) => motionBetween(star, centre) <= radius);
  return {
    pmra: rounded(centre.pmra, 3),
    pmdec: rounded(centre.pmdec, 3),
    pm_radius: rounded(radius, 3),
    ...parallaxRange(members),
    ...distanceRange(members),
  };
}

function motionBetween(a: Motion, b: Motion): number {
  return Math.hypot(a.pmra - b.pmra, a.pmdec - b.pmdec);
}

function parallaxRange(members: readonly MemberStar[]) {
  const known = members.map(({ parallax }) => parallax).filter(Number.isFinite);
  if (known.length < fewestMembers) return { parallax_min: null, parallax_max: null };
  const middle = median(known);
  const half = 3 * Math.max(deviationFromMedian(known), smallestParallaxSpread);
  return { parallax_min: rounded(middle - half, 4), parallax_max: rounded(middle + half, 4) };
}

function distanceRange(members: readonly MemberStar[]) {
  const known = members.filter(({ distance }) => Number.isFinite(distance) && distance > 0);
  if (known.length < fewestMembers) return { distance_min: null, distance_max: null };
  const distances = known.map(({ distance }) => distance);
  const own = known
    .map(({ distanceLow, distanceHigh }) => (distanceHigh - distanceLow) / 2)
    .filter((width) => Number.isFinite(width) && width > 0);
  const half = 3 * Math.max(deviationFromMedian(distances), own.length > 0 ? median(own) : 0);
  const middle = median(distances);
  return { distance_min: rounded(Math.max(middle - half, 0), 1), distance_max: rounded(middle + half, 1) };
}
