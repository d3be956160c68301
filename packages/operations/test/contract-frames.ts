import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Card, Header, wcsFromHeader, writeFits } from "@datalab/fits";
import type { GaiaCatalogue, GaiaStar } from "../src/gaia.ts";
import { uniform } from "./star-fields.ts";
import { type FrameStar, fieldCards, fieldStars } from "./star-frames.ts";

export interface ContractFrames {
  names: string[];
  /** By basename. */
  files: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

const count = 10;
const width = 200;
const height = 180;
const hour = 3_600_000;
const mas = 3_600_000;

/**
 * Ten compressed frames that every operation of the catalogue can work with, always the same: one field with stars, noise, a
 * catalogue and a solution each, shifted a little; the last star varies; the second frame has a patch without values.
 */
export async function contractFrames(): Promise<ContractFrames> {
  const folder = await mkdtemp(join(tmpdir(), "datalab-frames-"));
  const files = new Map<string, string>();
  for (let index = 0; index < count; index++) {
    const path = join(folder, `${index}.fits.fz`);
    const stars = starsOf(index);
    const cards = skyCards(index);
    const pixels = starField(stars, index);
    if (index === 1) pixels.fill(Number.NaN, 3000, 3050);
    await writeFits(path, [
      { kind: "primary" },
      { kind: "compressed-image", name: "SCI", cards, width, height, pixels },
      { kind: "table", name: "CAT", columns: catalogue(cards, stars) },
    ]);
    files.set(`frame-${index}`, path);
  }
  return { names: [...files.keys()], files, remove: () => rm(folder, { recursive: true, force: true }) };
}

const shift = (index: number) => ({ dx: 0.7 * Math.sin(index), dy: -0.4 * index });

function starsOf(index: number): FrameStar[] {
  const { dx, dy } = shift(index);
  return fieldStars.map(({ x, y, counts }, star) => {
    const variation = star === fieldStars.length - 1 ? 1 + 0.2 * Math.sin(index * 1.3) : 1;
    return { x: x + dx, y: y + dy, counts: counts * variation };
  });
}

function starField(stars: readonly FrameStar[], seed: number): Float32Array {
  const random = uniform(seed);
  return Float32Array.from({ length: width * height }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    const noise = (random() + random() + random() + random() - 2) * 10;
    return stars.reduce((sum, star) => {
      const squared = (x - star.x) ** 2 + (y - star.y) ** 2;
      return sum + (star.counts / (18 * Math.PI)) * Math.exp(-squared / 18);
    }, 200 + noise);
  });
}

function skyCards(index: number): Card[] {
  const dateObs = new Date(Date.UTC(2024, 0, 1) + index * hour).toISOString().slice(0, 23);
  const position = { "CAT-RA": "09:59:59.98581", "CAT-DEC": "+19:59:59.4" };
  return fieldCards({ ...shift(index), dateObs }, position);
}

function catalogue(cards: Card[], stars: readonly FrameStar[]) {
  const xs = stars.map(({ x }) => x);
  const ys = stars.map(({ y }) => y);
  const { ra, dec } = wcsFromHeader(new Header(cards))!.toSkyAll(xs, ys);
  const column = (name: string, value: (star: FrameStar, index: number) => number) => ({
    name,
    data: Float64Array.from(stars, value),
  });
  return [
    column("x", ({ x }) => x + 1),
    column("y", ({ y }) => y + 1),
    column("flux", ({ counts }) => counts),
    column("fwhm", () => 7),
    column("ellipticity", () => 0.02),
    column("flag", () => 0),
    column("ra", (_, index) => ra[index]),
    column("dec", (_, index) => dec[index]),
    column("mag", ({ counts }) => 25 - 2.5 * Math.log10(counts)),
    column("magerr", ({ counts }) => 1.0857 / Math.sqrt(counts)),
  ];
}

/** The field's stars as a cluster. */
export const contractGaia: GaiaCatalogue = {
  async cone() {
    const { ra, dec } = wcsFromHeader(new Header(skyCards(0)))!.toSkyAll(
      fieldStars.map(({ x }) => x),
      fieldStars.map(({ y }) => y),
    );
    return fieldStars.map(({ counts }, index) => gaiaStar(ra[index], dec[index], 25 - 2.5 * Math.log10(counts)));
  },
};

function gaiaStar(ra: number, dec: number, mag: number): GaiaStar {
  const synthetic = { mag, flux: 10 ** (-0.4 * mag), fluxError: 10 ** (-0.4 * mag) / 100 };
  return {
    ra: ra + (0.1 * 8) / mas,
    dec,
    ...{ pmra: 5, pmraError: 0.05, pmdec: -3, pmdecError: 0.05, parallax: 2, parallaxError: 0.05 },
    ...{ gMag: mag, distance: 500, distanceLow: 490, distanceHigh: 510 },
    synthetic: { g_sdss: synthetic, r_sdss: synthetic, i_sdss: synthetic, z_sdss: synthetic },
  };
}
