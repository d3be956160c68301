import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Card, valueCard, writeFits } from "@datalab/fits";

export interface SyntheticFrames {
  names: string[];
  /** By basename. */
  files: ReadonlyMap<string, string>;
  /** Where they point, degrees. */
  centre: { ra: number; dec: number };
  remove(): Promise<void>;
}

const width = 150;
const height = 131;
const centre = { ra: 150.1, dec: -30.2 };

/** Ten compressed frames of one field: sky, noise, a few stars, and a patch without values in the second. Always the same. */
export async function syntheticFrames(): Promise<SyntheticFrames> {
  const folder = await mkdtemp(join(tmpdir(), "datalab-frames-"));
  const files = new Map<string, string>();
  for (let frame = 0; frame < 10; frame++) {
    const path = join(folder, `frame-${frame}.fits.fz`);
    const pixels = starField(frame);
    if (frame === 1) pixels.fill(Number.NaN, 3000, 3050);
    await writeFits(path, [{ kind: "compressed-image", name: "SCI", cards: skyCards(frame), width, height, pixels }]);
    files.set(`frame-${frame}`, path);
  }
  return { names: [...files.keys()], files, centre, remove: () => rm(folder, { recursive: true, force: true }) };
}

function starField(seed: number): Float32Array {
  const random = uniform(seed + 1);
  const noise = () => (random() + random() + random() + random() - 2) * 20;
  return Float32Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const star = ((x - 40) ** 2 + (y - 70) ** 2) / 12;
    return 200 + noise() + 4000 * Math.exp(-star);
  });
}

function skyCards(frame: number): Card[] {
  const scale = 0.4 / 3600;
  return [
    valueCard("OBJECT", "Test field"),
    valueCard("DATE-OBS", `2026-01-10T09:3${frame}:00.000`),
    valueCard("CTYPE1", "RA---TAN"),
    valueCard("CTYPE2", "DEC--TAN"),
    valueCard("CRPIX1", 75.5),
    valueCard("CRPIX2", 66),
    valueCard("CRVAL1", centre.ra),
    valueCard("CRVAL2", centre.dec),
    valueCard("CD1_1", -scale),
    valueCard("CD2_2", scale),
  ];
}

function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}
