import { createRandom } from "./random.ts";

/** A star of the simulated sky: degrees, magnitude in the r band, and how much fainter it is in the g band. */
export interface SkyStar {
  ra: number;
  dec: number;
  mag: number;
  colour: number;
  /** Belongs to the cluster in the middle of the field. */
  clustered: boolean;
}

export interface FieldOptions {
  seed: number;
  ra: number;
  dec: number;
  /** Side of the square of sky that is filled, degrees. */
  side: number;
  count: number;
  brightest: number;
  faintest: number;
}

/** Half of the stars are spread evenly, half form a loose cluster in the middle; faint ones are many (log N grows by 0.3 a magnitude). */
export function starField({ seed, ra, dec, side, count, brightest, faintest }: FieldOptions): SkyStar[] {
  const random = createRandom(seed);
  const across = side / Math.cos((dec * Math.PI) / 180);
  const slope = 0.3 * Math.LN10;
  return Array.from({ length: count }, (_, index) => {
    const clustered = index % 2 === 0;
    const dx = clustered ? random.gaussian() * 0.16 : random.uniform() - 0.5;
    const dy = clustered ? random.gaussian() * 0.16 : random.uniform() - 0.5;
    const mag =
      faintest +
      Math.log(
        random.uniform() * (1 - Math.exp(slope * (brightest - faintest))) + Math.exp(slope * (brightest - faintest)),
      ) /
        slope;
    const colour = clustered
      ? 0.15 + 0.12 * (mag - brightest) + random.gaussian() * 0.05
      : 0.2 + 1.2 * random.uniform();
    return { ra: ra + dx * across, dec: dec + dy * side, mag, colour, clustered };
  });
}
