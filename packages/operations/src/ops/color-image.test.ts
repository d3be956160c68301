import { createPool } from "@datalab/kernels";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { composite, cyan, image, red, white } from "../../test/composite.ts";
import { operationTasks } from "../operation-tasks.ts";

const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

describe("Color Image", () => {
  it("takes a single image", async () => {
    const { pixel, note } = await composite(pool, [{ image: image(40, 30, (x, y) => x + y), request: red }]);
    expect([pixel(0, 0), pixel(39, 29)]).toEqual([
      [0, 0, 0],
      [218, 0, 0],
    ]);
    expect(note).toBeUndefined();
  });

  it("cuts images of different sizes down around their centres", async () => {
    const cross = (width: number, height: number) =>
      image(width, height, (x, y) => (x === width >> 1 || y === height >> 1 ? 100 : 0));
    const { width, height, pixel } = await composite(pool, [
      { image: cross(21, 31), request: red },
      { image: cross(41, 11), request: cyan },
    ]);
    expect([width, height]).toEqual([21, 11]);
    expect([pixel(10, 5), pixel(10, 0), pixel(0, 5), pixel(9, 4)]).toEqual([
      [255, 255, 255],
      [255, 255, 255],
      [255, 255, 255],
      [0, 0, 0],
    ]);
  });

  it("draws pixels without a value black, and swaps limits that are the wrong way round", async () => {
    const holes = image(3, 1, (x) => [Number.NaN, 50, 100][x]);
    const { pixel } = await composite(pool, [{ image: holes, request: { ...white, zmin: 100, zmax: 0 } }]);
    expect([0, 1, 2].map((x) => pixel(x, 0)[0])).toEqual([0, 194, 255]);
  });

  it.each([
    ["one pixel", 1, 1],
    ["one row", 700, 1],
    ["one column", 1, 700],
  ])("draws %s, with or without values", async (_, width, height) => {
    for (const value of [Number.NaN, 7, Number.POSITIVE_INFINITY]) {
      const { path, ...picture } = await composite(pool, [{ image: image(width, height, () => value) }]);
      expect([picture.width, picture.height]).toEqual([width, height]);
      const small = await sharp(path("small")).metadata();
      expect([small.width, small.height]).toEqual([Math.min(width, 200), Math.min(height, 200)]);
    }
  });

  it("writes a TIFF and two baseline JPEGs", async () => {
    const { result, path } = await composite(pool, [{ image: image(500, 300, (x) => x / 5) }]);
    const [{ type, files }] = result.output_files;
    expect(type).toBe("image");
    expect(files.map(({ role, contentType }) => [role, contentType])).toEqual([
      ["tif", "image/tiff"],
      ["large", "image/jpeg"],
      ["small", "image/jpeg"],
    ]);
    for (const [role, width, height] of [
      ["large", 500, 300],
      ["small", 200, 120],
    ] as const) {
      await expect(sharp(path(role)).metadata()).resolves.toMatchObject({
        width,
        height,
        channels: 3,
        chromaSubsampling: "4:2:0",
        isProgressive: false,
      });
    }
  });

  it.each([
    ["no colour", { zmin: 0, zmax: 1 }, "Every colour channel needs a colour and both scale values."],
    [
      "no white point",
      { color: { r: 1, g: 2, b: 3 }, zmin: 0 },
      "Every colour channel needs a colour and both scale values.",
    ],
    [
      "a colour that is none",
      { color: { r: -1, g: 2, b: 3 }, zmin: 0, zmax: 1 },
      "The colour of a must have red, green and blue from 0 to 255.",
    ],
  ])("refuses a channel with %s", async (_, request, message) => {
    const channel = { image: image(2, 2, () => 1), request };
    await expect(composite(pool, [channel])).rejects.toMatchObject({ kind: "invalid", message });
  });
});
