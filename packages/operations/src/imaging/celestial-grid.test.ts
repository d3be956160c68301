import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createCompressedImageWriter,
  fileSource,
  Header,
  imageLayout,
  openFits,
  readRows,
  valueCard,
  writeFits,
} from "@datalab/fits";
import {
  createPool,
  type EncodedRows,
  encodeSum,
  type FrameInput,
  type KernelPool,
  type MappedFrame,
  resampleFrames,
  resampleMap,
} from "@datalab/kernels";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CelestialGrid, celestialGrid, gridHeader, gridWcs } from "./celestial-grid.ts";
import { type SkyImage, skyPositions } from "./sky-image.ts";
import { skyMap } from "./sky-map.ts";
import { intersection, type Rectangle, validRectangle } from "./valid-rectangle.ts";

let folder: string;
let pool: KernelPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "celestial-"));
  pool = createPool({ threads: 2 });
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

// Image A and B of vector V-REP (operations.md §2.4).
const s = 0.4 / 3600;
const [cos5, sin5] = [Math.cos(Math.PI / 36), Math.sin(Math.PI / 36)];

function skyImage(basename: string, center: [number, number], cd: [number, number, number, number]): SkyImage {
  const values: [string, string | number][] = [
    ["CTYPE1", "RA---TAN"],
    ["CTYPE2", "DEC--TAN"],
    ["RADESYS", "ICRS"],
    ["CRVAL1", center[0]],
    ["CRVAL2", center[1]],
    ["CRPIX1", 20.5],
    ["CRPIX2", 15.5],
    ["CD1_1", cd[0]],
    ["CD1_2", cd[1]],
    ["CD2_1", cd[2]],
    ["CD2_2", cd[3]],
  ];
  const header = new Header(values.map(([keyword, value]) => valueCard(keyword, value)));
  return { basename, header, width: 40, height: 30 };
}

const imageA = skyImage("a", [150, 20], [-s, 0, 0, s]);
const imageB = skyImage("b", [150.0003, 20.0002], [-s * cos5, s * sin5, s * sin5, s * cos5]);
const valueA = (x: number, y: number) =>
  100 + 10 * Math.sin(0.3 * x) + 7 * Math.cos(0.4 * y) + 300 * Math.exp(-((x - 18) ** 2 + (y - 12) ** 2) / 8);
const valueB = (x: number, y: number) =>
  50 + 5 * Math.cos(0.2 * x) + 3 * Math.sin(0.5 * y) + 250 * Math.exp(-((x - 20) ** 2 + (y - 14) ** 2) / 8);

async function stored(
  { basename, width, height }: SkyImage,
  value: (x: number, y: number) => number,
): Promise<FrameInput> {
  const pixels = Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  const path = join(folder, basename);
  await writeFits(path, [{ kind: "image", width, height, pixels }]);
  return { path, layout: await layoutOf(path, 0) };
}

async function layoutOf(path: string, hdu: number) {
  const source = await fileSource(path);
  try {
    const file = await openFits(source);
    return await imageLayout(file, file.hdus[hdu]);
  } finally {
    await source.close();
  }
}

/** A part of the stack as a file would hold it, in steps of a millionth, and where each frame has values. */
async function stacked(
  frames: MappedFrame[],
  grid: CelestialGrid,
  part: Rectangle = { x0: 0, y0: 0, x1: grid.width, y1: grid.height },
) {
  const [width, height] = [part.x1 - part.x0, part.y1 - part.y0];
  const scratch = join(folder, `sum-${Math.random()}`);
  const { sum, footprints } = await resampleFrames(pool, {
    frames,
    width: grid.width,
    height: grid.height,
    path: scratch,
  });
  const path = join(folder, `stack-${Math.random()}`);
  const key = "0".repeat(64);
  const size = { width, height, quantizeLevel: -1e-6 };
  const writer = await createCompressedImageWriter(path, {
    key,
    comment: "",
    header: new Header(),
    bitpix: -64,
    ...size,
  });
  const onRows = ({ rows }: EncodedRows) => writer.append(rows);
  await encodeSum(pool, sum, { ...size, left: part.x0, bottom: part.y0, onRows });
  await writer.finish();
  const source = await fileSource(path);
  const pixels = await readRows({ source }, await layoutOf(path, 1), 0, height);
  await source.close();
  return { pixels, footprints };
}

const relativeTo = (expected: number, actual: number) => Math.abs(actual / expected - 1);
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe("celestialGrid", () => {
  const grid = celestialGrid([imageA, imageB]);

  it("has the published size, centre and scale", () => {
    expect([grid.height, grid.width]).toEqual([33, 44]);
    expect(grid.reference[0]).toBeCloseTo(22.99980252, 7);
    expect(grid.reference[1]).toBeCloseTo(16.40001791, 7);
    expect(grid.center[0]).toBeCloseTo(150.00014999990472, 12);
    expect(grid.center[1]).toBeCloseTo(20.000100000063103, 12);
    expect(relativeTo(s, grid.scale)).toBeLessThan(1e-12);
  });

  it("works across 0 h and at the pole", () => {
    const east = skyImage("e", [359.999, 10], [-s, 0, 0, s]);
    const west = skyImage("w", [0.001, 10], [-s, 0, 0, s]);
    expect(celestialGrid([east, west]).center[0] % 360).toBeCloseTo(0, 9);
    const pole = celestialGrid([
      skyImage("p", [10, 89.9999], [-s, 0, 0, s]),
      skyImage("q", [190, 89.9999], [-s, 0, 0, s]),
    ]);
    expect(pole.center[1]).toBeCloseTo(90, 9);
    expect(pole.width).toBeLessThan(60);
  });

  it("names the image without coordinates, and refuses images on opposite sides of the sky", () => {
    const blank = { basename: "blank", header: new Header(), width: 5, height: 5 };
    expect(() => celestialGrid([imageA, blank])).toThrow("blank has no celestial coordinate solution.");
    expect(() => celestialGrid([imageA, skyImage("far", [330, -20], [-s, 0, 0, s])])).toThrow(
      "do not share a sky area",
    );
  });

  it("is the only solution of the header it is written to", () => {
    const header = skyImage("x", [10, 10], [-s, 0, 0, s]).header;
    const leftovers = { PC1_1: 0.5, CROTA2: 3, A_ORDER: 2, A_2_0: 1e-3, BP_0_1: 1, PV1_7: 2, CDELT1: 9 };
    for (const [keyword, value] of Object.entries(leftovers)) header.set(keyword, value);
    header.set("OBJECT", "M 67");
    const written = gridHeader(header, grid);
    for (const keyword of Object.keys(leftovers)) expect(written.has(keyword)).toBe(false);
    expect([written.string("OBJECT"), written.string("RADESYS")]).toEqual(["M 67", "ICRS"]);
    const [x, y] = skyPositions({ ...imageA, header: written }, grid.frame).toPixel(...gridWcs(grid).toSky(3, 7));
    expect(x).toBeCloseTo(3, 8);
    expect(y).toBeCloseTo(7, 8);
  });

  it("gives the published reprojection of both images, their rectangles and their stack", async () => {
    const published = [
      {
        image: imageA,
        value: valueA,
        valid: 999,
        total: 107086.646,
        at: [165.98794, 146.33824, 99.952561],
        rows: [2, 29],
        columns: [5, 42],
      },
      {
        image: imageB,
        value: valueB,
        valid: 1001,
        total: 57007.027,
        at: [220.66825, 55.278185, 58.527193],
        rows: [5, 29],
        columns: [4, 39],
      },
    ];
    const rectangles = [];
    const frames = [];
    for (const { image, value, valid, total, at, rows, columns } of published) {
      const input = await stored(image, value);
      const frame = {
        input,
        map: await resampleMap(skyMap(gridWcs(grid), skyPositions(image, grid.frame)), grid, image),
      };
      const { pixels, footprints } = await stacked([frame], grid);
      const footprint = footprints[0].toBytes();
      expect(footprint.filter((byte) => byte === 1).length).toBe(valid);
      frames.push(frame);
      expect(relativeTo(total, sum(pixels))).toBeLessThan(1e-6);
      [15 * 44 + 20, 12 * 44 + 18, 20 * 44 + 25].forEach((index, i) => {
        expect(relativeTo(at[i], pixels[index])).toBeLessThan(1e-6);
      });
      const rectangle = validRectangle(footprint, grid.width);
      expect(rectangle).toEqual({ y0: rows[0], y1: rows[1], x0: columns[0], x1: columns[1] });
      rectangles.push(rectangle);
    }
    const shared = intersection(rectangles);
    expect(shared).toEqual({ x0: 5, y0: 5, x1: 39, y1: 29 });
    const { pixels: stack } = await stacked(frames, grid, shared);
    expect(relativeTo(157.043299, stack[0])).toBeLessThan(1e-6);
    expect(relativeTo(386.656196, stack[10 * 34 + 15])).toBeLessThan(1e-6);
    expect(relativeTo(136407.167, sum(stack))).toBeLessThan(1e-6);
  });
});
