import { join } from "node:path";
import { type Card, Header, type NewHdu, valueCard, type Wcs, wcsFromHeader, writeFits } from "@datalab/fits";

/** A star on the first frame, P0 pixels, and its counts. */
export interface FrameStar {
  readonly x: number;
  readonly y: number;
  readonly counts: number;
}

export interface StarFrame {
  readonly name: string;
  /** How far the field lies from where it was on the first frame, pixels. */
  readonly dx: number;
  readonly dy: number;
  /** Transparency. */
  readonly z: number;
  readonly dateObs: string;
  readonly stars?: readonly FrameStar[];
  readonly cards?: readonly Card[];
  /** Changes pixels, row-major from the lowest row, 200 a row. */
  readonly edit?: (pixels: Float32Array) => void;
  /** HDUs after SCI in place of the catalogue. */
  readonly extensions?: NewHdu[];
}

const width = 200;
const height = 180;

/** The stars and the three frames of V-E2E (operations.md §8.11); the last star is the target. */
export const fieldStars: readonly FrameStar[] = [
  { x: 40, y: 40, counts: 20000 },
  { x: 150, y: 45, counts: 30000 },
  { x: 45, y: 140, counts: 25000 },
  { x: 150, y: 130, counts: 15000 },
  { x: 100, y: 150, counts: 22000 },
  { x: 100, y: 88, counts: 18000 },
];
export const fieldTarget = { ra: 149.99994087907524, dec: 19.99983333332353 };
export const fieldFrames: readonly StarFrame[] = [
  { name: "p0", dx: 0, dy: 0, z: 1, dateObs: "2024-01-01T00:00:00" },
  { name: "p1", dx: 1.3, dy: -0.7, z: 0.9, dateObs: "2024-01-01T01:00:00" },
  { name: "p2", dx: -2.1, dy: 0.4, z: 1.1, dateObs: "2024-01-01T02:00:00.5" },
];

/** Writes frames of 200 × 180 plain float pixels with a catalogue of their stars; the files by basename. */
export async function writeStarFrames(folder: string, frames: readonly StarFrame[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const frame of frames) {
    const path = join(folder, `${frame.name}.fits`);
    const cards = skyCards(frame);
    const stars = (frame.stars ?? fieldStars).map((star) => ({ ...star, x: star.x + frame.dx, y: star.y + frame.dy }));
    const pixels = starField(stars, frame.z);
    frame.edit?.(pixels);
    const extensions = frame.extensions ?? [catalogue(cards, stars, frame.z)];
    const image = { kind: "image" as const, name: "SCI", cards, width, height, pixels };
    await writeFits(path, [{ kind: "primary" }, image, ...extensions]);
    files.set(frame.name, path);
  }
  return files;
}

function starField(stars: readonly FrameStar[], z: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    const light = stars.map((star) => {
      const squared = (x - star.x) ** 2 + (y - star.y) ** 2;
      return ((star.counts * z) / (18 * Math.PI)) * Math.exp(-squared / 18);
    });
    return light.reduce((sum, value) => sum + value, 200 + ((3 * x + 5 * y) % 7));
  });
}

/** The SCI header of a frame of the field, shifted by (dx, dy) pixels. */
export function fieldCards(
  { dx, dy, dateObs }: Pick<StarFrame, "dx" | "dy" | "dateObs">,
  more: Readonly<Record<string, string | number>> = {},
): Card[] {
  const scale = 0.4 / 3600;
  const values = {
    OBJECT: "Field",
    "DATE-OBS": dateObs,
    EXPTIME: 60,
    GAIN: 1,
    RDNOISE: 5,
    CTYPE1: "RA---TAN",
    CTYPE2: "DEC--TAN",
    CRPIX1: 100.5 + dx,
    CRPIX2: 90.5 + dy,
    CRVAL1: 150,
    CRVAL2: 20,
    CD1_1: -scale,
    CD1_2: 0,
    CD2_1: 0,
    CD2_2: scale,
    ...more,
  };
  return Object.entries(values).map(([keyword, value]) => valueCard(keyword, value));
}

function skyCards({ cards = [], ...frame }: StarFrame): Card[] {
  const header = new Header(fieldCards(frame));
  for (const { keyword, value } of cards) if (value !== undefined) header.set(keyword, value);
  return header.cards;
}

function solutionOf(cards: Card[]): Wcs | undefined {
  try {
    return wcsFromHeader(new Header(cards));
  } catch {
    return undefined;
  }
}

function catalogue(cards: Card[], stars: readonly FrameStar[], z: number): NewHdu {
  const wcs = solutionOf(cards);
  if (!wcs) return { kind: "table", name: "CAT", columns: [] };
  const sky = wcs.toSkyAll(
    stars.map((star) => star.x),
    stars.map((star) => star.y),
  );
  const column = (name: string, data: Float64Array) => ({ name, data });
  const counts = Float64Array.from(stars, (star) => star.counts);
  return {
    kind: "table",
    name: "CAT",
    columns: [
      column("ra", sky.ra),
      column("dec", sky.dec),
      column(
        "mag",
        counts.map((value) => 25 - 2.5 * Math.log10(value)),
      ),
      column(
        "flux",
        counts.map((value) => value * z),
      ),
    ],
  };
}
