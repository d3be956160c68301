import { type SkyPosition, separation } from "./separation.ts";

/** Positions in degrees, one an index. */
export interface SkyColumns {
  readonly ra: ArrayLike<number>;
  readonly dec: ArrayLike<number>;
}

/** Finds the positions around a position; made once for many questions. */
export interface SkyIndex {
  /** Indices of the positions within `radius` arcsec (inclusive), with their separations, in order of declination. */
  near(centre: SkyPosition, radius: number): { index: number; distance: number }[];
}

/** An index of the positions at `members`, which are finite; of all when absent. Later changes of the columns do not show. */
export function skyIndex({ ra, dec }: SkyColumns, members?: Iterable<number>): SkyIndex {
  const order = Int32Array.from(members ?? Array.from(dec, (_, index) => index));
  order.sort((a, b) => dec[a] - dec[b] || a - b);
  const sortedRa = Float64Array.from(order, (index) => ra[index]);
  const sortedDec = Float64Array.from(order, (index) => dec[index]);
  const near = (centre: SkyPosition, radius: number) => {
    const found: { index: number; distance: number }[] = [];
    const degrees = (radius / 3600) * (1 + 1e-9);
    const widest = raReach(centre.dec, degrees);
    for (let at = firstFrom(sortedDec, centre.dec - degrees); at < order.length; at++) {
      if (sortedDec[at] > centre.dec + degrees) break;
      const turn = Math.abs(sortedRa[at] - centre.ra) % 360;
      if (Math.min(turn, 360 - turn) > widest) continue;
      const distance = separation(centre, { ra: sortedRa[at], dec: sortedDec[at] });
      if (distance <= radius) found.push({ index: order[at], distance });
    }
    return found;
  };
  return { near };
}

/** The most that right ascensions differ within `radius` of a declination, degrees: all there are when a pole is as near. */
function raReach(dec: number, radius: number): number {
  const sine = Math.sin((radius * Math.PI) / 180) / Math.cos((dec * Math.PI) / 180);
  return Math.abs(dec) + radius >= 90 || sine >= 1 ? 180 : (Math.asin(sine) * 180) / Math.PI + 1e-12;
}

/** The first place in an ascending list whose value is not below `value`. */
function firstFrom(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
