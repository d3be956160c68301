import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeFrame } from "@datalab/archive";

const star = { ra: 359.9947672660121, dec: 41.208333333333336 };

/** The frames that recordings 149 to 151 name, of a star whose light changes. */
export async function variableStarFrames(dir: string): Promise<void> {
  await mkdir(dir);
  for (let number = 1; number <= 12; number++) {
    const basename = `ora1m002-sh02-ts-${String(number).padStart(4, "0")}-e91`;
    const recipe = {
      basename,
      frameNumber: number,
      seed: 1,
      width: 96,
      height: 96,
      plane: { ra: star.ra, dec: star.dec, x0: 47.5, y0: 47.5, pixelScale: 0.389, rotation: 0 },
      target: { name: "variable", ra: star.ra, dec: star.dec },
      filter: "rp",
      mjd: 61_112.6 + number * 0.005,
      exposureSeconds: 60,
      airmass: 1.1,
      zeroPoint: 23.5,
      stars: [{ ...star, mag: 12 + 0.2 * Math.sin(number) }],
      fwhm: 4,
      sky: 200,
      noise: 6,
      shotNoise: true,
      quantizeLevel: 16,
      dither: false,
    };
    await writeFrame(recipe, join(dir, `${basename}.fits.fz`));
  }
}
