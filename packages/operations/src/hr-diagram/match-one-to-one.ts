import { type SkyColumns, skyIndex } from "../photometry/sky-index.ts";

export interface Pair {
  readonly a: number;
  readonly b: number;
}

/**
 * Pairs of the same star in two catalogues (degrees): each star of `a` chooses its nearest of `b` within `radius` arcsec,
 * and each chosen one keeps the nearest that chose it (of equally near ones the first). In order of `a`; stars without a
 * finite position pair with nothing.
 */
export function matchOneToOne(a: SkyColumns, b: SkyColumns, radius: number): Pair[] {
  const index = skyIndex(b, finiteStars(b));
  const chosenBy = new Map<number, { star: number; distance: number }>();
  for (const star of finiteStars(a)) {
    const near = index.near({ ra: a.ra[star], dec: a.dec[star] }, radius);
    if (near.length === 0) continue;
    const nearest = near.reduce((best, other) => (other.distance < best.distance ? other : best));
    const rival = chosenBy.get(nearest.index);
    if (!rival || nearest.distance < rival.distance) chosenBy.set(nearest.index, { star, distance: nearest.distance });
  }
  return [...chosenBy].map(([other, { star }]) => ({ a: star, b: other })).sort((p, q) => p.a - q.a);
}

function finiteStars({ ra, dec }: SkyColumns): number[] {
  return Array.from(ra, (_, star) => star).filter((star) => Number.isFinite(ra[star]) && Number.isFinite(dec[star]));
}
