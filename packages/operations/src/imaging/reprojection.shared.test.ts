import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CardValue, Header } from "@datalab/fits";
import { createPool, resampleFrames, resampleMap } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { plainImage, storeImages } from "../../test/plain-images.ts";
import { readSci } from "../../test/read-sci.ts";
import { scratchFolder } from "../../test/run-operation.ts";
import { type CelestialGrid, celestialGrid, gridWcs } from "./celestial-grid.ts";
import { type SkyImage, skyPositions } from "./sky-image.ts";
import { skyMap } from "./sky-map.ts";

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

const [width, height] = [90, 70];
const s = 0.4 / 3600;
const brightest = 4000;

interface Place {
  center: [number, number];
  turn: number;
  scale?: number;
  more?: Record<string, CardValue>;
}

function skyCards({ center, turn, scale = s, more = {} }: Place) {
  const [cos, sin] = [scale * Math.cos(turn), scale * Math.sin(turn)];
  const header = new Header([]);
  const values = {
    ...{ CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: center[0], CRVAL2: center[1] },
    ...{ CRPIX1: 45.3, CRPIX2: 34.8, CD1_1: -cos, CD1_2: sin, CD2_1: sin, CD2_2: cos, ...more },
  };
  for (const [keyword, value] of Object.entries(values)) header.set(keyword, value);
  return [...header.cards];
}

const sip = { CTYPE1: "RA---TAN-SIP", CTYPE2: "DEC--TAN-SIP", A_ORDER: 2, B_ORDER: 2, A_2_0: 4e-5, A_1_1: -3e-5 };
const [ra, dec] = [210.02, -45.01];

/** Fields of one sky: in frames other than ICRS the centres are what astropy 5.2 makes of nearly the same place. */
const fields: Record<string, Place[]> = {
  turned: [
    { center: [ra, dec], turn: 0.31 },
    { center: [ra + 0.0011, dec - 0.0004], turn: -1.1 },
  ],
  "of other pixel sizes": [
    { center: [ra, dec], turn: 0.05 },
    { center: [ra, dec + 0.0003], turn: 2.9, scale: 0.63 * s },
  ],
  "with distortion": [
    { center: [ra, dec], turn: 0.31, more: { ...sip, B_0_2: 5e-5, B_1_1: 2e-5 } },
    { center: [ra + 0.0004, dec], turn: 0.8 },
  ],
  "in ICRS, FK5 and FK4": [
    { center: [ra, dec], turn: 0.31, more: { RADESYS: "ICRS" } },
    { center: [209.6306417179785, -44.889248953377894], turn: -0.2, more: { RADESYS: "FK5", EQUINOX: 1975 } },
    { center: [209.2421859144885, -44.76794359530271], turn: 1, more: { RADESYS: "FK4", EQUINOX: 1950 } },
  ],
};

function reproject(paths: string[]) {
  const script = fileURLToPath(new URL("reproject.fixture.py", import.meta.url));
  const output = execFileSync("/usr/bin/python3", [script, ...paths], { maxBuffer: 1e8 });
  const end = output.indexOf("\n") + 1;
  const grid = JSON.parse(output.toString("utf8", 0, end)) as Record<"shape" | "crpix" | "crval" | "cdelt", number[]>;
  const values = new Float64Array(output.buffer.slice(output.byteOffset + end, output.byteOffset + output.length));
  const pixels = grid.shape[0] * grid.shape[1];
  return { grid, planes: paths.map((_, i) => values.subarray(i * pixels, (i + 1) * pixels)) };
}

/** One image on the grid; NaN where it has no value. */
async function resampled(image: SkyImage, path: string, grid: CelestialGrid): Promise<Float64Array> {
  const input = { path, layout: (await readSci(path)).layout };
  const map = await resampleMap(skyMap(gridWcs(grid), skyPositions(image, grid.frame)), grid, image);
  const scratch = join(await scratchFolder(), "sum");
  const { sum, footprints } = await resampleFrames(pool, { frames: [{ input, map }], ...grid, path: scratch });
  const { buffer, byteOffset, byteLength } = readFileSync(sum.path);
  const stored = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  return Float64Array.from(footprints[0].toBytes(), (valid, i) => {
    const [x, y] = [i % grid.width, Math.floor(i / grid.width)];
    return valid ? stored[y * sum.rowPixels + x] : Number.NaN;
  });
}

describe("resampling to a common grid, beside astropy's reproject", () => {
  it.each(Object.entries(fields))("images %s", async (_, places) => {
    const star = (k: number) => (x: number, y: number) =>
      200 + 9 * Math.sin(0.3 * x + k) + brightest * Math.exp(-((x - 40 - k) ** 2 + (y - 33 + k) ** 2) / 7);
    const images = places.map((place, k) => ({ ...plainImage(width, height, star(k)), cards: skyCards(place) }));
    const files = await storeImages(Object.fromEntries(images.map((image, k) => [`${k}`, image])));
    const paths = [...files.values()];
    const skies = images.map(({ cards }, k) => ({ basename: `${k}`, header: new Header(cards), width, height }));
    const grid = celestialGrid(skies);
    const reference = reproject(paths);

    expect([grid.height, grid.width]).toEqual(reference.grid.shape);
    const [reference1, reference2] = reference.grid.crpix;
    expect(Math.hypot(grid.reference[0] - reference1, grid.reference[1] - reference2)).toBeLessThan(1e-6);
    expect(Math.abs(grid.center[0] - reference.grid.crval[0])).toBeLessThan(1e-10);
    expect(Math.abs(grid.center[1] - reference.grid.crval[1])).toBeLessThan(1e-10);
    expect(Math.abs(grid.scale / reference.grid.cdelt[1] - 1)).toBeLessThan(1e-12);
    for (const [k, sky] of skies.entries()) {
      const own = await resampled(sky, paths[k], grid);
      const theirs = reference.planes[k];
      let [worst, odd] = [0, 0];
      own.forEach((value, i) => {
        if (Number.isNaN(value) !== Number.isNaN(theirs[i])) odd++;
        else if (!Number.isNaN(value)) worst = Math.max(worst, Math.abs(value - theirs[i]));
      });
      expect(worst).toBeLessThan(1e-7 * brightest);
      expect(odd).toBe(0);
    }
  });
});
