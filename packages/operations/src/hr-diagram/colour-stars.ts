import { AppError } from "@datalab/errors";
import { type SkyPosition, separation } from "../photometry/separation.ts";
import type { ColourStar } from "./cmd-rows.ts";
import type { ImageStars } from "./image-stars.ts";
import { matchOneToOne } from "./match-one-to-one.ts";

const matchRadius = 2;
const mostStars = 5000;

/** Stars both images know, by position of the red one, brightest first. */
export interface ColourStars {
  /** At most 5000. */
  readonly stars: readonly ColourStar[];
  /** How many there are within the radius. */
  readonly matched: number;
}

/**
 * Stars of the blue and the red image that are one within 2″ and lie within `radius` degrees of the centre.
 * @throws AppError invalid when there are none
 */
export function colourStars(blue: ImageStars, red: ImageStars, centre: SkyPosition, radius: number): ColourStars {
  const pairs = matchOneToOne(blue, red, matchRadius);
  if (pairs.length === 0) throw noStars("No star was found in both images.");
  const inside = pairs
    .map(({ a, b }) => ({
      ra: red.ra[b],
      dec: red.dec[b],
      blue: { mag: blue.mag[a], error: blue.magerr[a] },
      red: { mag: red.mag[b], error: red.magerr[b] },
    }))
    .filter((star) => separation(star, centre) <= radius * 3600)
    .sort((one, other) => one.red.mag - other.red.mag);
  if (inside.length === 0) throw noStars("No star of both images lies within the search radius.");
  return { stars: inside.slice(0, mostStars), matched: inside.length };
}

function noStars(message: string): AppError {
  return new AppError("invalid", "operations.no_stars", message);
}
