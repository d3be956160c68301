import { type FrameRecipe, starField, writeFrame } from "@datalab/archive";

export interface BenchFrameOptions {
  /** Pixels a side: 4096 or 2048. */
  size: number;
  /** Frames of one run share the stars and differ in their noise: 1 for the first. */
  seed?: number;
}

/** The frame that measurements are made with: sky 200, Gaussian noise 13, 3000 stars, Rice floats at q = 16 without dither. */
export async function benchFrame(path: string, { size, seed = 1 }: BenchFrameOptions): Promise<void> {
  await writeFrame(benchRecipe(size, seed), path);
}

function benchRecipe(size: number, seed: number): FrameRecipe {
  const pixelScale = 0.389;
  const field = { ra: 150, dec: -20 };
  const side = (size * pixelScale) / 3600;
  return {
    basename: `bench${size}-${String(seed).padStart(4, "0")}-e91`,
    frameNumber: seed,
    seed,
    width: size,
    height: size,
    plane: { ...field, x0: size / 2 - 0.5, y0: size / 2 - 0.5, pixelScale, rotation: 0 },
    target: { name: "bench field", ...field },
    filter: "rp",
    mjd: 61_050.4 + seed / 1440,
    exposureSeconds: 60,
    airmass: 1.2,
    zeroPoint: 23.5,
    stars: starField({ seed: 1, ...field, side, count: 3000, brightest: 13, faintest: 20 }),
    fwhm: 4,
    sky: 200,
    noise: 13,
    shotNoise: false,
    quantizeLevel: 16,
    dither: false,
  };
}
