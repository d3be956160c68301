import { type SkyPosition, separation } from "../separation.ts";
import type { SourceRows } from "../source-rows.ts";

/** Arcsec: the nearest source this close to where something was measured is that thing. */
const sameSource = 2.5;

/** Another source in an aperture. */
export interface Neighbour {
  /** Arcsec. */
  readonly distance: number;
  /** NaN where the catalogue has none. */
  readonly magnitude: number;
}

/** The source of a catalogue nearest to `centre` within `radius` arcsec that is not what is measured there. */
export function neighbourWithin(rows: SourceRows, centre: SkyPosition, radius: number): Neighbour | undefined {
  const reach = Math.max(radius, sameSource);
  const near: Neighbour[] = [];
  for (let row = 0; row < rows.ra.length; row++) {
    if (!(Math.abs(rows.dec[row] - centre.dec) * 3600 <= reach)) continue;
    const distance = separation({ ra: rows.ra[row], dec: rows.dec[row] }, centre);
    if (distance <= reach) near.push({ distance, magnitude: rows.mag[row] });
  }
  near.sort((a, b) => a.distance - b.distance);
  const others = near.length > 0 && near[0].distance <= sameSource ? near.slice(1) : near;
  return others.find(({ distance }) => distance <= radius);
}
