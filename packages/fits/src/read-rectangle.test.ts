import { describe, expect, it } from "vitest";
import { bytesSource } from "./byte-source.ts";
import { valueCard } from "./card.ts";
import { countingSource } from "./counting-source.fixture.ts";
import { formatHeader } from "./header.ts";
import { openFits } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRectangle } from "./read-rectangle.ts";
import { readRows } from "./read-rows.ts";
import { decodeTile, type TileDecoder } from "./tiles/index.ts";
import type { NewHdu } from "./write/new-hdu.ts";
import { formatFits } from "./write/write-fits.ts";

const [width, height] = [40, 30];
const pixels = Int16Array.from({ length: width * height }, (_, i) => (i * 7919) % 30_000);
const plain: NewHdu = { kind: "image", width, height, pixels };
const compressed: NewHdu = { kind: "compressed-image", name: "SCI", width, height, pixels };

async function openImage(hdu: NewHdu, index: number) {
  const source = countingSource(bytesSource(formatFits([hdu])));
  const file = await openFits(source);
  const layout = await imageLayout(file, file.hdus[index]);
  source.reads.length = 0;
  return { file, layout, source };
}

function cut(x0: number, y0: number, x1: number, y1: number): Float64Array {
  const rows = Array.from({ length: y1 - y0 }, (_, row) => [...pixels.slice((y0 + row) * width)].slice(x0, x1));
  return Float64Array.from(rows.flat());
}

/** A cube of 16-bit pixels in uncompressed tiles of `tile` pixels; pixel n of the cube is n. */
async function openCube(shape: number[], tile: number[]) {
  const counts = shape.map((size, axis) => Math.ceil(size / tile[axis]));
  const heap: number[][] = [];
  const total = (sizes: number[]) => sizes.reduce((product, size) => product * size, 1);
  for (let number = 0; number < total(counts); number++) {
    let rest = number;
    const start = counts.map((count, axis) => {
      const at = rest % count;
      rest = Math.floor(rest / count);
      return at * tile[axis];
    });
    const sizes = shape.map((size, axis) => Math.min(tile[axis], size - start[axis]));
    heap.push(
      Array.from({ length: total(sizes) }, (_, pixel) => {
        let left = pixel;
        return sizes.reduce((index, size, axis) => {
          const at = start[axis] + (left % size);
          left = Math.floor(left / size);
          return index + at * total(shape.slice(0, axis));
        }, 0);
      }),
    );
  }
  const words = new DataView(new ArrayBuffer(8 * heap.length + 2 * total(shape)));
  let end = 0;
  for (const [row, values] of heap.entries()) {
    words.setInt32(8 * row, values.length);
    words.setInt32(8 * row + 4, end);
    for (const value of values) {
      words.setInt16(8 * heap.length + end, value);
      end += 2;
    }
  }
  const numbered = (name: string, values: number[]) => values.map((value, i) => valueCard(`${name}${i + 1}`, value));
  const cards = [
    valueCard("XTENSION", "BINTABLE"),
    valueCard("BITPIX", 8),
    valueCard("NAXIS", 2),
    ...numbered("NAXIS", [8, heap.length]),
    valueCard("PCOUNT", end),
    valueCard("GCOUNT", 1),
    valueCard("TFIELDS", 1),
    valueCard("TTYPE1", "COMPRESSED_DATA"),
    valueCard("TFORM1", "1PI"),
    valueCard("ZIMAGE", true),
    valueCard("ZCMPTYPE", "NOCOMPRESS"),
    valueCard("ZBITPIX", 16),
    valueCard("ZNAXIS", shape.length),
    ...numbered("ZNAXIS", shape),
    ...numbered("ZTILE", tile),
  ];
  return openFits(
    bytesSource(Buffer.concat([formatFits([{ kind: "primary" }]), formatHeader(cards), new Uint8Array(words.buffer)])),
  );
}

describe("readRectangle", () => {
  it.each([
    ["a plain image", plain, 0],
    ["a compressed image", compressed, 1],
  ])("cuts any rectangle out of %s", async (_, hdu, index) => {
    const { file, layout } = await openImage(hdu as NewHdu, index as number);
    for (const [x0, y0, x1, y1] of [
      [0, 0, 40, 30],
      [3, 5, 17, 6],
      [39, 29, 40, 30],
      [0, 10, 40, 12],
      [7, 7, 7, 9],
    ]) {
      expect(await readRectangle(file, layout, { x0, y0, x1, y1 })).toEqual(cut(x0, y0, x1, y1));
    }
  });

  it("decodes the tiles it touches and no others, and reads neighbours at once", async () => {
    const { file, layout, source } = await openImage(compressed, 1);
    const decoded: number[] = [];
    const counting: TileDecoder = (bytes, image, tile) => {
      decoded.push(tile);
      return decodeTile(bytes, image, tile);
    };
    await readRectangle(file, layout, { x0: 3, y0: 10, x1: 5, y1: 13 }, counting);
    expect(decoded).toEqual([10, 11, 12]);
    expect(source.reads).toHaveLength(1);
    if (layout.storage.kind === "tiles") {
      const { offset, length } = layout.storage;
      expect(source.reads[0]).toEqual({ offset: offset[10], length: length[10] + length[11] + length[12] });
    }
  });

  it("reads only the bytes of its rows of a plain image", async () => {
    const { file, layout, source } = await openImage(plain, 0);
    await readRectangle(file, layout, { x0: 3, y0: 10, x1: 5, y1: 12 });
    expect(source.reads.map(({ length }) => length)).toEqual([4, 4]);
  });

  it.each([
    [{ x0: -1, y0: 0, x1: 2, y1: 2 }],
    [{ x0: 0, y0: 0, x1: 41, y1: 2 }],
    [{ x0: 5, y0: 0, x1: 4, y1: 2 }],
    [{ x0: 0, y0: 0.5, x1: 4, y1: 2 }],
    [{ x0: 0, y0: Number.NaN, x1: 4, y1: 2 }],
  ])("refuses %o", async (rectangle) => {
    const { file, layout } = await openImage(plain, 0);
    await expect(readRectangle(file, layout, rectangle)).rejects.toMatchObject({ code: "fits.no_image" });
  });

  it.each([
    [
      [5, 4, 3],
      [5, 1, 1],
    ],
    [
      [5, 4, 3],
      [2, 3, 2],
    ],
    [
      [5, 4, 3],
      [5, 4, 3],
    ],
    [
      [3, 2, 3, 5],
      [2, 2, 2, 3],
    ],
    [
      [7, 1, 4],
      [3, 1, 4],
    ],
  ])("reads each plane of a cube %o in tiles of %o", async (shape, tile) => {
    const file = await openCube(shape, tile);
    const [columns, rows, ...others] = shape;
    const planes = others.reduce((product, size) => product * size, 1);
    for (let plane = 0; plane < planes; plane++) {
      const layout = await imageLayout(file, file.hdus[1], plane);
      const expected = Float64Array.from({ length: columns * rows }, (_, i) => plane * columns * rows + i);
      expect(await readRows(file, layout, 0, rows)).toEqual(expected);
    }
  });
});
