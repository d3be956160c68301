import { type SkyPosition, separation } from "../photometry/separation.ts";

/**
 * The row nearest to a position, if it is within `radius` arcsec; of equally near ones the first. Degrees; rows with NaN are
 * left out.
 */
export function nearestSource(
  { ra, dec }: { ra: ArrayLike<number>; dec: ArrayLike<number> },
  position: SkyPosition,
  radius: number,
): number | undefined {
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < ra.length; row++) {
    const distance = separation({ ra: ra[row], dec: dec[row] }, position);
    if (distance <= radius && distance < least) {
      least = distance;
      nearest = row;
    }
  }
  return nearest;
}
