import { type JsonObject, numberOf } from "./json.ts";

interface Range {
  minimum: number;
  maximum: number;
}

/** Where the members of a cluster are, as far as Gaia tells. */
export interface Membership {
  /** Proper motion of the cluster and how far a member's may be from it, mas a year. */
  pmra: number;
  pmdec: number;
  radius: number;
  /** Milliarcseconds. */
  parallax: Range | null;
  /** Parsecs. */
  distance: Range | null;
}

/** The guess of a result, or null when it has none. */
export function readMembership(guess: JsonObject): Membership | null {
  const [pmra, pmdec, radius] = [guess.pmra, guess.pmdec, guess.pm_radius].map(numberOf);
  if (pmra == null || pmdec == null || radius == null) return null;
  return {
    pmra,
    pmdec,
    radius,
    parallax: range(guess, "parallax"),
    distance: range(guess, "distance"),
  };
}

function range(guess: JsonObject, key: string): Range | null {
  const [minimum, maximum] = [numberOf(guess[`${key}_min`]), numberOf(guess[`${key}_max`])];
  return minimum === null || maximum === null ? null : { minimum, maximum };
}

/** Whether a star moves with the cluster, and its parallax and distance, where known, reach within 1 σ into the cluster's. */
export function isLikelyMember(star: JsonObject, { pmra, pmdec, radius, parallax, distance }: Membership): boolean {
  const [moveRa, moveDec] = [numberOf(star.pmra), numberOf(star.pmdec)];
  if (moveRa === null || moveDec === null || Math.hypot(moveRa - pmra, moveDec - pmdec) > radius) return false;
  const angle = numberOf(star.parallax);
  const error = numberOf(star.parallax_err) ?? 0;
  if (parallax && angle !== null && !overlap(parallax, angle - error, angle + error)) return false;
  const [low, high] = [numberOf(star.distance_lo), numberOf(star.distance_hi)];
  return !(distance && low !== null && high !== null && !overlap(distance, low, high));
}

const overlap = ({ minimum, maximum }: Range, low: number, high: number) => low <= maximum && high >= minimum;
