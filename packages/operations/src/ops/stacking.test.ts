import { readdir } from "node:fs/promises";
import { type Card, Header, valueCard, wcsFromHeader, writeFits } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { type Image, noise, plainImage, storeImages } from "../../test/plain-images.ts";
import { readSci, worstExcess } from "../../test/read-sci.ts";
import { runOperation, scratchFolder } from "../../test/run-operation.ts";
import type { Execution } from "../execute.ts";
import stacking from "./stacking.ts";

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

async function stack(images: Record<string, Image>, stacking_mode?: string, changes: Partial<Execution> = {}) {
  const input = { input_files: Object.keys(images).map((basename) => ({ basename })), stacking_mode };
  const run = await runOperation(stacking, input, await storeImages(images), pool, changes);
  return { ...run, ...(await readSci(run.path("fits"))) };
}

describe("Stacking, simple", () => {
  it("adds the common lower left part in float32 in the order of the names", async () => {
    const images = { c: plainImage(40, 6, noise(3)), a: plainImage(33, 9, noise(1)), b: plainImage(40, 8, noise(2)) };
    const result = await stack(images, "simple");
    const expected = plainImage(33, 6, (x, y) =>
      [1, 2, 3].reduce((sum, seed) => Math.fround(sum + noise(seed)(x, y)), 0),
    );
    expect([result.layout.width, result.layout.height, result.layout.bitpix]).toEqual([33, 6, -32]);
    expect(worstExcess(result, expected.pixels)).toBe(0);
  });

  it("counts a missing value as 0, also where no image has one", async () => {
    const holed = (hole: number) =>
      plainImage(30, 2, (x) => (x === hole || x === 20 ? Number.NaN : 100 * hole + noise(hole)(x, 0)));
    const { pixels, result, sci } = await stack({ a: holed(4), b: holed(9) });
    expect(pixels[20]).toBe(0);
    expect(pixels[9]).toBeCloseTo(400 + noise(4)(9, 0), 0);
    expect(pixels.some(Number.isNaN)).toBe(false);
    // Two rows of columns 4, 9 and 20.
    expect(sci.header.history().at(-1)).toBe("Datalab Stacking pixels that lack a value = 6");
    const note = "6 pixels lack the value of at least one image, which counts as 0 in the sum.";
    expect(result.output_files[0].note).toBe(note);
  });

  it("gives float64 for integers alone and for wide types, float32 where 16-bit integers meet float32", async () => {
    const shorts = { width: 3, height: 1, pixels: Uint16Array.of(65535, 65535, 1) };
    const integers = await stack({ a: shorts, b: shorts, c: { ...shorts, pixels: Int16Array.of(-1, 1, 0) } });
    expect([...integers.pixels]).toEqual([131069, 131071, 2]);
    expect(integers.layout.bitpix).toBe(-64);
    const mixed = await stack({ a: shorts, b: { ...shorts, pixels: Float32Array.of(0.5, 0.25, 0) } });
    expect([mixed.layout.bitpix, ...mixed.pixels]).toEqual([-32, 65535.5, 65535.25, 1]);
    const wide = await stack({ a: shorts, b: { ...shorts, pixels: Float64Array.of(1e12, 1e-3, 0) } });
    expect([wide.layout.bitpix, ...wide.pixels]).toEqual([-64, 1e12 + 65535, 65535.001, 1]);
  });

  it("takes an unknown mode for simple, and keeps header and history", async () => {
    const first = { ...plainImage(9, 9, noise(1)), cards: [valueCard("OBJECT", "M 31")] };
    const { primary, sci } = await stack({ a: first, b: plainImage(9, 9, noise(2)) }, "whatever");
    expect(primary.comments()).toEqual(["Datalab Stacking on a, b"]);
    expect(sci.header.string("OBJECT")).toBe("M 31");
    expect(sci.header.history()).toEqual([
      "Datalab Stacking version 2: a, b",
      "Datalab Stacking stacking_mode = simple",
      "Datalab Stacking pixels that lack a value = 0",
    ]);
  });
});

const s = 0.4 / 3600;

function skyCards(center: [number, number], reference: [number, number], angle: number, scale = s): Card[] {
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const values = { CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: center[0], CRVAL2: center[1] };
  const matrix = { CD1_1: -cos, CD1_2: sin, CD2_1: sin, CD2_2: cos };
  const cards = { ...values, CRPIX1: reference[0], CRPIX2: reference[1], ...matrix };
  return Object.entries(cards).map(([keyword, value]) => valueCard(keyword, value));
}

// Images A and B of vector V-REP (operations.md §2.4).
const imageA = {
  ...plainImage(
    40,
    30,
    (x, y) =>
      100 + 10 * Math.sin(0.3 * x) + 7 * Math.cos(0.4 * y) + 300 * Math.exp(-((x - 18) ** 2 + (y - 12) ** 2) / 8),
  ),
  cards: [...skyCards([150, 20], [20.5, 15.5], 0), valueCard("RADESYS", "ICRS"), valueCard("OBJECT", "M 67")],
};
const imageB = {
  ...plainImage(
    40,
    30,
    (x, y) => 50 + 5 * Math.cos(0.2 * x) + 3 * Math.sin(0.5 * y) + 250 * Math.exp(-((x - 20) ** 2 + (y - 14) ** 2) / 8),
  ),
  cards: skyCards([150.0003, 20.0002], [20.5, 15.5], Math.PI / 36),
};

const star = (x0: number, y0: number) => (x: number, y: number) =>
  noise(1)(x, y) / 1000 + 5000 * Math.exp(-((x - x0) ** 2 + (y - y0) ** 2) / 8);

/** How far, in arcseconds, the star of a reprojected stack is from where the header has this position. */
async function starOf(position: [number, number], images: Record<string, Image>) {
  const { layout, pixels, sci } = await stack(images, "reproject");
  const [x0, y0] = wcsFromHeader(sci.header)!.toPixel(...position);
  let [weight, x, y] = [0, 0, 0];
  pixels.forEach((value, i) => {
    const [column, row] = [i % layout.width, Math.floor(i / layout.width)];
    if (Math.hypot(column - x0, row - y0) > 12) return;
    weight += value;
    x += value * column;
    y += value * row;
  });
  return { miss: Math.hypot(x / weight - x0, y / weight - y0) * 0.4, header: sci.header };
}

describe("Stacking, reproject", () => {
  it("gives the published stack with the solution of the cropped grid (D10)", async () => {
    const { layout, pixels, sci } = await stack({ a: imageA, b: imageB }, "reproject");
    expect([layout.width, layout.height, layout.bitpix]).toEqual([34, 24, -64]);
    const { scale } = layout.storage as Extract<typeof layout.storage, { kind: "tiles" }>;
    expect(Math.abs(pixels[0] - 157.043299)).toBeLessThan(scale[0]);
    expect(Math.abs(pixels[10 * 34 + 15] - 386.656196)).toBeLessThan(scale[10]);
    const total = pixels.reduce((sum, value) => sum + value, 0);
    expect(Math.abs(total / 136407.167 - 1)).toBeLessThan(1e-3);
    const { header } = sci;
    expect(header.number("CRPIX1")).toBeCloseTo(22.99980252 - 5, 7);
    expect(header.number("CRPIX2")).toBeCloseTo(16.40001791 - 5, 7);
    expect(header.number("CD2_2")).toBeCloseTo(s, 15);
    expect(header.string("OBJECT")).toBe("M 67");
    expect(header.history()).toContain("Datalab Stacking stacking_mode = reproject");
  });

  it("lays a star of images with other centres, angles and pixel sizes on one place, where it is in the sky", async () => {
    const truth: [number, number] = [210.02, -45.01];
    const solutions = [
      skyCards([210.02, -45.01], [61.3, 60.2], 0.4),
      skyCards([210.021, -45.0093], [58.1, 66.6], -2.8),
      skyCards([210.0195, -45.0104], [38.4, 35.5], 0.02, 2 * s),
    ];
    const images = solutions.map((cards, i) => {
      const size = i === 2 ? 75 : 120;
      const image = { width: size, height: size, pixels: new Float32Array(0), cards };
      const [x, y] = wcsFromHeader(new Header(cards))!.toPixel(...truth);
      return { ...image, pixels: plainImage(size, size, star(x, y)).pixels };
    });
    const { miss } = await starOf(truth, { a: images[0], b: images[1], c: images[2] });
    expect(miss).toBeLessThan(0.05);
  });

  // One place as astropy 5.2 gives it in several frames.
  const icrs = { center: [210.02, -45.01], frame: { RADESYS: "ICRS" } };
  const fk5 = { center: [209.6306417179785, -44.889248953377894], frame: { RADESYS: "FK5", EQUINOX: 1975 } };
  const fk4 = { center: [209.2421859144885, -44.76794359530271], frame: { EQUINOX: 1950 } };
  const galactic = {
    center: [315.4766620816711, 16.183236710283246],
    frame: { CTYPE1: "GLON-TAN", CTYPE2: "GLAT-TAN" },
  };

  it.each([
    ["ICRS", [icrs, fk5, fk4, galactic], icrs.center, { RADESYS: "ICRS" }],
    ["FK4", [fk4, icrs], fk4.center, { EQUINOX: 1950 }],
    ["ICRS where it is galactic", [galactic, icrs], icrs.center, { RADESYS: "ICRS", CTYPE1: "RA---TAN" }],
  ])("converts images of other frames to the first one's, %s", async (_, places, truth, written) => {
    const images = places.map(({ center, frame }, i) => {
      const header = new Header(skyCards(center as [number, number], [61 + i / 3, 60 - i / 7], i));
      for (const [keyword, value] of Object.entries(frame)) header.set(keyword, value);
      return { ...plainImage(120, 120, star(60 + i / 3, 59 - i / 7)), cards: [...header.cards] };
    });
    const stacked = Object.fromEntries(images.map((image, i) => [`image-${i}`, image]));
    const { miss, header } = await starOf(truth as [number, number], stacked);
    expect(miss).toBeLessThan(0.05);
    for (const [keyword, value] of Object.entries(written)) expect(header.get(keyword)).toBe(value);
  });

  it("counts pixels without a value as 0 inside the area that all images share", async () => {
    const hole = { ...imageA, pixels: imageA.pixels.slice() };
    hole.pixels[15 * 40 + 20] = Number.NaN;
    const [whole, holed] = [
      await stack({ a: imageA, b: imageB }, "reproject"),
      await stack({ a: hole, b: imageB }, "reproject"),
    ];
    expect([holed.layout.width, holed.layout.height]).toEqual([34, 24]);
    expect(holed.pixels.some(Number.isNaN)).toBe(false);
    const darker = holed.pixels.filter((value, i) => value < whole.pixels[i] - 50);
    expect(darker.length).toBeGreaterThanOrEqual(16);
    expect(darker.length).toBeLessThanOrEqual(36);
    const lacking = Number(/= (\d+)$/.exec(holed.sci.header.history().at(-1) ?? "")?.[1]);
    expect(lacking).toBeGreaterThanOrEqual(darker.length);
    expect(lacking).toBeLessThanOrEqual(36);
    expect(whole.sci.header.history().at(-1)).toBe("Datalab Stacking pixels that lack a value = 0");
  });

  it("gives the same on one thread as on four, whatever the order of the files", async () => {
    const tall = (seed: number, angle: number) => ({
      ...plainImage(61, 400, noise(seed)),
      cards: skyCards([150, 20], [31.2, 200.7], angle),
    });
    const [a, b] = [tall(1, 0.02), tall(2, 1.5)];
    const [one, four] = [createPool({ threads: 1 }), createPool({ threads: 4 })];
    try {
      const first = await stack({ a, b }, "reproject", { pool: one });
      const second = await stack({ b, a }, "reproject", { pool: four });
      expect(second.pixels).toEqual(first.pixels);
      expect(second.sci.header.history()).toEqual(first.sci.header.history());
    } finally {
      await Promise.all([one.close(), four.close()]);
    }
  });

  it("drops other solutions of the first header", async () => {
    const leftovers = { CDELT1: 9, PC1_1: 0.5, CROTA2: 3, BP_0_1: 1, PV1_7: 2 };
    const cards = [...imageA.cards, ...Object.entries(leftovers).map(([key, value]) => valueCard(key, value))];
    const { sci } = await stack({ a: { ...imageA, cards }, b: imageA }, "reproject");
    for (const keyword of Object.keys(leftovers)) expect(sci.header.has(keyword)).toBe(false);
    expect(sci.header.string("CTYPE1")).toBe("RA---TAN");
  });

  it("keeps no card of another grid: versions of the solution, old matrices, sections, angles", async () => {
    const leftovers = {
      ...{
        CTYPE1A: "LINEAR",
        CRVAL1A: 5,
        CD1_1A: 2,
        WCSAXES: 3,
        CTYPE3: "FREQ",
        CRPIX3: 1,
        PC001001: 0.5,
        WCSNAMEA: "X",
      },
      ...{
        DATASEC: "[1:40,1:30]",
        TRIMSEC: "[1:40,1:30]",
        LTV1: 3,
        LTM1_1: 2,
        CPDIS1: "LOOKUP",
        DP1: "EXTVER: 1",
        AMDX1: 3,
      },
      ...{ PPO3: 2, SECPIX: 9, ROTSKYPA: 45, CRDER1: 1e-5, PS1_0: "x", CRPIX1: 20.5 },
    };
    const cards = [
      ...imageA.cards.filter(({ keyword }) => !(keyword in leftovers)),
      ...Object.entries(leftovers).map(([key, value]) => valueCard(key, value)),
      valueCard("PIXSCALE", 0.7),
    ];
    const { sci } = await stack({ a: { ...imageA, cards }, b: imageA }, "reproject");
    const solution = ["CRPIX1"];
    for (const keyword of Object.keys(leftovers))
      expect([keyword, sci.header.has(keyword)]).toEqual([keyword, solution.includes(keyword)]);
    expect(sci.header.number("PIXSCALE")).toBeCloseTo(0.4, 9);
  });

  it.each<[string, Image, string | RegExp]>([
    ["without coordinates", plainImage(9, 9, noise(1)), /^b has no celestial coordinate solution\.$/],
    [
      "of a neighbouring field",
      { ...imageA, cards: skyCards([150.1, 20], [20.5, 15.5], 0) },
      "The images do not share a sky area that can be stacked.",
    ],
    [
      "of the other side of the sky",
      { ...imageA, cards: skyCards([330, -20], [20.5, 15.5], 0) },
      "The images do not share a sky area that can be stacked.",
    ],
    [
      "that touches with its margin only",
      { ...imageA, cards: skyCards([150 + 39.9 * s, 20], [20.5, 15.5], 0) },
      "The images do not share a sky area that can be stacked.",
    ],
    [
      "without a single value",
      { ...imageA, pixels: imageA.pixels.map(() => Number.NaN) },
      "The images do not share a sky area that can be stacked.",
    ],
    [
      "with coordinates of the apparent place",
      { ...imageA, cards: [...skyCards([150, 20], [20.5, 15.5], 0), valueCard("RADESYS", "GAPPT")] },
      /^b has no celestial coordinate solution\. HDU 1 .*RADESYS GAPPT/,
    ],
  ])("refuses an image %s, in words", async (_, image, message) => {
    const stacked = stack({ a: imageA, b: image }, "reproject");
    await expect(stacked).rejects.toMatchObject({ kind: "invalid", message: expect.stringMatching(message) });
  });

  it("refuses grids beyond measure before it reads a pixel", async () => {
    const coarse = { ...imageA, cards: skyCards([150, 20], [20.5, 15.5], 0, 1000 * s) };
    await expect(stack({ a: imageA, b: coarse }, "reproject")).rejects.toMatchObject({ kind: "tooLarge" });
  });

  it("leaves nothing but its output in its folder, and names a file that lacks SCI", async () => {
    const workDir = await scratchFolder();
    await stack({ a: imageA, b: imageB }, "reproject", { workDir });
    expect((await readdir(workDir)).every((name) => /^[0-9a-f]{64}(-large|-small)?\.(fits|jpg)$/.test(name))).toBe(
      true,
    );
    const files = await storeImages({ a: imageA });
    files.set("b", `${await scratchFolder()}/b.fits`);
    await writeFits(files.get("b")!, [{ kind: "primary" }]);
    const input = { input_files: [{ basename: "a" }, { basename: "b" }], stacking_mode: "reproject" };
    await expect(runOperation(stacking, input, files, pool)).rejects.toThrow("b has no SCI extension.");
  });
});
