import { fieldStars, seriesStart, variableStar } from "../simulation/night.ts";
import { createRandom, type Random } from "../simulation/random.ts";
import type { SkyStar } from "../simulation/star-field.ts";
import type { Gaia, GaiaStar } from "./gaia-star.ts";

/** The field's cluster: mas a year, parsec. */
export const simulatedCluster = { pmra: -4.2, pmdec: 2.6, distance: 850 } as const;

const faintest = 20.5;
/** Years from Gaia's epoch to the simulated night. */
const years = (seriesStart - 57_388.5) / 365.25;
const masPerDegree = 3.6e6;

/** What Gaia would know of the simulated night's stars; the rest of its sky is empty. Always the same. */
export function simulatedGaia(): Gaia {
  const random = createRandom(20_160_101);
  const sky: SkyStar[] = [...fieldStars(), { ...variableStar, clustered: false }];
  const stars = sky.filter(({ mag }) => mag <= faintest).map((star) => gaiaStar(star, random));
  return {
    async cone({ ra, dec, radius }) {
      return stars.filter((star) => degreesBetween(star, { ra, dec }) <= radius);
    },
  };
}

function gaiaStar({ ra, dec, mag, colour, clustered }: SkyStar, random: Random): GaiaStar {
  const error = 0.02 + 0.02 * 10 ** (0.3 * (mag - 18));
  const scatter = clustered ? 0.15 : 6;
  const pmra = (clustered ? simulatedCluster.pmra : 0) + scatter * random.gaussian();
  const pmdec = (clustered ? simulatedCluster.pmdec : -2) + scatter * random.gaussian();
  const distance = clustered ? simulatedCluster.distance + 8 * random.gaussian() : 300 + 3000 * random.uniform();
  const parsecError = 1.2e-3 * error * distance * distance;
  const measured = distance + parsecError * random.gaussian();
  return {
    ra: ra - (pmra * years) / masPerDegree / Math.cos((dec * Math.PI) / 180),
    dec: dec - (pmdec * years) / masPerDegree,
    pmra,
    pmraError: error,
    pmdec,
    pmdecError: error,
    parallax: 1000 / distance + error * random.gaussian() - 0.017,
    parallaxError: error,
    gMag: mag + 0.15 * colour,
    distance: measured,
    distanceLow: measured - parsecError,
    distanceHigh: measured + parsecError,
    synthetic: {
      g_sdss: photometry(mag + colour),
      r_sdss: photometry(mag),
      i_sdss: photometry(mag - 0.45 * colour),
      z_sdss: photometry(mag - 0.7 * colour),
    },
  };
}

function photometry(mag: number) {
  const flux = 10 ** (-0.4 * (mag - 25));
  return { mag, flux, fluxError: 0.01 * flux };
}

function degreesBetween(a: { ra: number; dec: number }, b: { ra: number; dec: number }): number {
  const radians = Math.PI / 180;
  const square =
    Math.sin(((b.dec - a.dec) * radians) / 2) ** 2 +
    Math.cos(a.dec * radians) * Math.cos(b.dec * radians) * Math.sin(((b.ra - a.ra) * radians) / 2) ** 2;
  return (2 * Math.asin(Math.min(1, Math.sqrt(square)))) / radians;
}
