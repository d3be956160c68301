import { join } from "node:path";
import { fileSource, imageLayout, openFits, readRows, writeFits } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { scratchFolder } from "../../test/run-operation.ts";
import { operationTasks } from "../operation-tasks.ts";
import { seededUniform } from "../period/seeded-random.ts";
import { measureFlag, measureFrameTask } from "./measure-frame.ts";
import { type MeasurePosition, measurePosition } from "./measure-position.ts";
import { normalNumbers } from "./normal-numbers.fixture.ts";
import type { PixelPatch } from "./pixel-patch.ts";
import { imageOf } from "./star-image.fixture.ts";

const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

/** The image as a file, and its pixels as the file has them. */
async function stored(image: PixelPatch, kind: "image" | "compressed-image") {
  const path = join(await scratchFolder(), "frame.fits");
  const { width, height, data: pixels } = image;
  await writeFits(path, [{ kind: "primary" }, { kind, name: "SCI", width, height, pixels }]);
  const source = await fileSource(path);
  const file = await openFits(source);
  const layout = await imageLayout(file, file.hdus[1]);
  const data = Float32Array.from(await readRows(file, layout, 0, height));
  await source.close();
  return { input: { path, layout }, image: { ...image, data } };
}

const settings = { gain: 1, readNoise: 5, fractions: "subPixel" as const };

/** The first frame of vector V-E2E. */
function frameP0(): PixelPatch {
  const stars = [
    [40, 40, 20000],
    [150, 45, 30000],
    [45, 140, 25000],
    [150, 130, 15000],
    [100, 150, 22000],
    [100, 88, 18000],
  ];
  return imageOf(200, 180, (x, y) =>
    stars.reduce(
      (sum, [sx, sy, flux]) => sum + (flux / (18 * Math.PI)) * Math.exp(-((x - sx) ** 2 + (y - sy) ** 2) / 18),
      200 + ((3 * x + 5 * y) % 7),
    ),
  );
}

describe("measuring a frame", () => {
  it("gives the end-to-end vector's first frame", async () => {
    const { input } = await stored(frameP0(), "image");
    const radii = { aperture: 7.5, annulusInner: 12.5, annulusOuter: 17.5 };
    const positions = [{ x: 100, y: 88, role: "target" as const }];
    const { x, y, net, sigma, flags } = await pool.call(measureFrameTask, { input, positions, radii, ...settings });
    expect(x[0]).toBeCloseTo(100.5, 9);
    expect(y[0]).toBeCloseTo(88.50241395260814, 9);
    expect(net[0]).toBeCloseTo(17193.653369695472, 6);
    expect(sigma[0]).toBeCloseTo(268.81318208565574, 8);
    expect(flags[0]).toBe(0);
  });
});

const radii = { aperture: 4, annulusInner: 7, annulusOuter: 11 };

/** 300 × 700 pixels with 60 stars, some at the edges, and holes. */
function field() {
  const random = seededUniform(11);
  const normal = normalNumbers(12);
  const stars = Array.from({ length: 60 }, () => ({ x: random() * 300, y: random() * 700, flux: 2e4 * random() ** 2 }));
  const image = imageOf(300, 700, () => (random() < 0.001 ? Number.NaN : 300 + 8 * normal()));
  for (const { x, y, flux } of stars) {
    for (let j = Math.max(0, Math.floor(y) - 9); j < Math.min(700, y + 9); j++) {
      for (let i = Math.max(0, Math.floor(x) - 9); i < Math.min(300, x + 9); i++)
        image.data[j * 300 + i] += (flux / 20) * Math.exp(-((i + 0.5 - x) ** 2 + (j + 0.5 - y) ** 2) / 6.5);
    }
  }
  const positions: MeasurePosition[] = stars.map(({ x, y }, k) => ({
    x: x + random(),
    y: y - random(),
    role: k % 9 === 0 ? "target" : "star",
  }));
  return { image, positions: [...positions, { x: -40, y: 350, role: "target" as const }] };
}

describe.each(["image", "compressed-image"] as const)("a frame stored as %s", (kind) => {
  it("is measured as the image in memory is", async () => {
    const { image: original, positions } = field();
    const { input, image } = await stored(original, kind);
    const result = await pool.call(measureFrameTask, { input, positions, radii, ...settings, fractions: "exact" });
    const expected = positions.map((position) =>
      measurePosition(image, position, { radii, ...settings, fractions: "exact" }),
    );
    expect([...result.net]).toEqual(expected.map((measured) => measured?.net ?? Number.NaN));
    expect([...result.x]).toEqual(expected.map((measured) => measured?.x ?? Number.NaN));
    expect([...result.background]).toEqual(expected.map((measured) => measured?.background.mean ?? Number.NaN));
    expect(expected.filter(Boolean).length).toBeGreaterThan(50);
    expect(result.flags.at(-1)).toBe(measureFlag.failed);
  });
});

describe("measuring positions", () => {
  const empty = imageOf(80, 80, (x, y) => 100 + ((x + y) % 3));
  const at = (role: "star" | "target", x: number, y: number) =>
    measurePosition(empty, { x, y, role }, { radii, ...settings });

  it("keeps a target where it should be when there is no centroid near it, a star not", () => {
    const bright = imageOf(80, 80, (x, y) => 100 + 9000 * Math.exp(-((x - 40) ** 2 + (y - 40) ** 2) / 4));
    const wide = { radii: { aperture: 14, annulusInner: 20, annulusOuter: 30 }, ...settings };
    expect(measurePosition(bright, { x: 32, y: 37, role: "target" }, wide)).toMatchObject({
      x: 32,
      y: 37,
      atStart: true,
    });
    expect(measurePosition(bright, { x: 32, y: 37, role: "star" }, wide)?.x).toBeCloseTo(40.5, 1);
    expect(measurePosition(bright, { x: 38, y: 38, role: "target" }, wide)).toMatchObject({ atStart: false });
  });

  it("has nothing to say off the image", () => {
    expect(at("target", -50, 10)).toBeUndefined();
    expect(at("star", 500, 10)).toBeUndefined();
  });

  it("marks what lies over the edge or on pixels without a value", async () => {
    const { image } = field();
    image.data[50 * 300 + 50] = Number.NaN;
    const positions = [
      { x: 2, y: 300, role: "target" as const },
      { x: 50.5, y: 50.5, role: "target" as const },
      { x: Number.NaN, y: 1, role: "target" as const },
    ];
    const { input } = await stored(image, "image");
    const { flags } = await pool.call(measureFrameTask, { input, positions, radii, ...settings });
    expect(flags[0] & measureFlag.cut).toBe(measureFlag.cut);
    expect(flags[1] & measureFlag.masked).toBe(measureFlag.masked);
    expect(flags[2]).toBe(measureFlag.failed);
  });

  it("refuses a gain that is none", async () => {
    const { input } = await stored(empty, "image");
    const call = pool.call(measureFrameTask, { input, positions: [], radii, ...settings, gain: 0 });
    await expect(call).rejects.toMatchObject({ kind: "invalid", code: "photometry.gain" });
  });
});
