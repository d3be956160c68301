import { createRandom } from "./random.ts";
import type { FrameRecipe, SeenStar, Target } from "./recipe.ts";
import { site } from "./site.ts";
import { type SkyStar, starField } from "./star-field.ts";

/** Changes with every change of what the frames hold, so that files made earlier are not taken for today's. */
export const nightVersion = 2;

/** The star of the demo that changes its light: a short period, so that one hour and a half shows it nearly twice. */
export const variableStar = {
  ra: 80.9862,
  dec: -24.5172,
  mag: 14.6,
  colour: 0.3,
  periodDays: 0.036,
  amplitude: 0.35,
} as const;

const side = 900;
const field = { ra: 81, dec: -24.52 };
export const target: Target = { name: "SIM V1", ra: variableStar.ra, dec: variableStar.dec };
const seriesLength = 12;
export const seriesStart = 61_051.1;
const cadenceDays = 8.4 / 1440;
/** Exposures begin up to so much later, days: at equal intervals an alias of the variable star's period would fit as well. */
const lateness = 0.003;
const exposureSeconds = 60;

/** How far frames lie apart, pixels: guiding keeps a series together, so that its plain median is sharp; a new pointing does not. */
const guided = 0.8;
const repointed = 6;

/** How the filters differ: what a star of colour 0 gives, how its colour shows (1: g − r), and how bright the sky is. */
const filters = {
  gp: { zeroPoint: 23.7, colourTerm: 1, sky: 140 },
  rp: { zeroPoint: 23.5, colourTerm: 0, sky: 210 },
  ip: { zeroPoint: 23.1, colourTerm: -0.45, sky: 290 },
} as const;
type Filter = keyof typeof filters;

/** The recipes of the simulated night by basename: frames 1 to 12 are a time series in rp, 13 to 15 are gp, rp and ip. */
export function simulatedNight(): Map<string, FrameRecipe> {
  const stars = fieldStars();
  const series = Array.from({ length: seriesLength }, (_, index) => frame(index + 1, "rp", stars, guided));
  const colours = (["gp", "rp", "ip"] as const).map((filter, index) =>
    frame(seriesLength + 1 + index, filter, stars, repointed),
  );
  return new Map([...series, ...colours].map((recipe) => [recipe.basename, recipe]));
}

/** The stars of the simulated field at the night's epoch, without the one that changes its light. */
export function fieldStars(): SkyStar[] {
  const span = (1.15 * side * site.pixelScale) / 3600;
  const options = { seed: 20_260_110, ...field, side: span, count: 800, brightest: 12.4, faintest: 20.8 };
  const clearance = 12 / 3600;
  return starField(options).filter((star) => Math.hypot(star.ra - target.ra, star.dec - target.dec) > clearance);
}

function frame(number: number, filter: Filter, stars: readonly SkyStar[], wander: number): FrameRecipe {
  const random = createRandom(7000 + number);
  const { zeroPoint, colourTerm, sky } = filters[filter];
  const mjd = Math.round((seriesStart + (number - 1) * cadenceDays + random.uniform() * lateness) * 1e8) / 1e8;
  const seen = (star: Omit<SkyStar, "clustered">): SeenStar => ({
    ra: star.ra,
    dec: star.dec,
    mag: star.mag + colourTerm * star.colour,
  });
  const offset = () => Math.round((random.uniform() - 0.5) * wander * 100) / 100;
  return {
    basename: `sim-lsc1m0-20260110-${String(number).padStart(4, "0")}-e91`,
    frameNumber: number,
    seed: 9000 + number,
    width: side,
    height: side,
    plane: {
      ...field,
      x0: side / 2 - 0.5 + offset(),
      y0: side / 2 - 0.5 + offset(),
      pixelScale: site.pixelScale,
      rotation: 0.3,
    },
    target,
    filter,
    mjd,
    exposureSeconds,
    airmass: 1.02 + 0.004 * number,
    zeroPoint,
    stars: [...stars.map(seen), seen({ ...variableStar, mag: variableMagnitude(mjd) })],
    fwhm: 3.6 + 0.5 * random.uniform(),
    sky,
    noise: site.readNoise,
    shotNoise: true,
    quantizeLevel: 16,
    dither: true,
  };
}

/** The r magnitude of the variable star in the middle of an exposure that starts at `mjd`. */
export function variableMagnitude(mjd: number): number {
  const turns = (mjd + exposureSeconds / 2 / 86_400 - seriesStart) / variableStar.periodDays;
  return variableStar.mag + (variableStar.amplitude / 2) * Math.sin(2 * Math.PI * turns);
}
