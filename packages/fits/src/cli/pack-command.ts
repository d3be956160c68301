import type { Hdu } from "../hdu.ts";
import { BLOCK, formatHeader } from "../header.ts";
import type { FitsFile } from "../open-fits.ts";
import { type EncodedTile, encodeFallbackTile, encodeIntegerTile, quantiseTile, riceEncode } from "../tiles/index.ts";
import { holdsPixels } from "../verify-fits.ts";
import { type CompressedImage, compressedImageHeader } from "../write/compressed-image-header.ts";
import { primaryCards } from "../write/primary-header.ts";
import { TileTable } from "../write/tile-table.ts";
import { type Command, type CommandInput, UsageError } from "./command.ts";
import { copiedCards } from "./copied-cards.ts";
import { copyHdu } from "./copy-hdu.ts";
import { storedRows } from "./stored-rows.ts";
import { writeOut } from "./write-out.ts";

type Packing = Pick<CompressedImage, "quantizeLevel" | "dither">;

export const packCommand: Command = {
  usage: "FILE OUT",
  summary: "images to Rice tiles; floats keep 1/level of their noise (16)",
  options: { level: { type: "string" }, dither: { type: "string" }, seed: { type: "string" } },
  async run({ file, words: [path], options, out }) {
    await writeOut(path, packed(file, packing(options)), out);
  },
};

function packing({ level = "16", dither = "0", seed = "1" }: CommandInput["options"]): Packing {
  const quantizeLevel = Number(level);
  const zdither0 = Number(seed);
  if (!Number.isFinite(quantizeLevel)) throw new UsageError("--level must be a number.");
  if (!["0", "1", "2"].includes(String(dither))) throw new UsageError("--dither must be 0, 1 or 2.");
  if (!(Number.isInteger(zdither0) && zdither0 >= 1 && zdither0 <= 10_000)) {
    throw new UsageError("--seed must be a whole number from 1 to 10000.");
  }
  if (dither === "0") return { quantizeLevel, dither: null };
  return { quantizeLevel, dither: { method: `SUBTRACTIVE_DITHER_${dither as "1" | "2"}`, zdither0 } };
}

/** Plain images packed row by row, one in the primary HDU moved behind an empty one; all else as it is. */
async function* packed(file: FitsFile, how: Packing): AsyncGenerator<Uint8Array> {
  for (const hdu of file.hdus) {
    if (!isPackable(hdu)) yield* copyHdu(file, hdu);
    else {
      if (hdu.index === 0) yield formatHeader(primaryCards([]));
      yield* packedImage(file, hdu, how);
    }
  }
}

/** 64-bit integers have no Rice code. */
function isPackable(hdu: Hdu): boolean {
  return hdu.kind === "image" && holdsPixels(hdu) && hdu.shape.length >= 2 && hdu.header.integer("BITPIX") !== 64;
}

/** Memory: the compressed image. */
async function* packedImage(file: FitsFile, hdu: Hdu, how: Packing): AsyncGenerator<Uint8Array> {
  const [width, height, ...axes] = hdu.shape;
  const bitpix = hdu.header.integer("BITPIX") as CompressedImage["bitpix"];
  const image: CompressedImage = { width, height, axes, bitpix, cards: copiedCards(hdu), ...how };
  const table = new TileTable(
    axes.reduce((product, axis) => product * axis, height),
    bitpix < 0,
  );
  const heap: Uint8Array[] = [];
  for await (const rows of storedRows(file, hdu)) {
    for (let at = 0; at < rows.length; at += width) {
      const tile = encodeRow(rows.subarray(at, at + width), image, heap.length);
      table.add(tile);
      heap.push(tile.data);
    }
  }
  yield formatHeader(compressedImageHeader(image, table));
  yield table.rows;
  yield* heap;
  yield new Uint8Array((BLOCK - ((table.rows.length + table.heapBytes) % BLOCK)) % BLOCK);
}

function encodeRow(row: Float64Array, { bitpix, quantizeLevel, dither }: CompressedImage, tile: number): EncodedTile {
  if (bitpix > 0) return encodeIntegerTile(Int32Array.from(row), (bitpix / 8) as 1 | 2 | 4);
  const pixels = bitpix === -32 ? Float32Array.from(row) : row;
  const quantised = quantiseTile(pixels, quantizeLevel, dither ? { ...dither, tile } : undefined);
  if (!quantised) return encodeFallbackTile(pixels);
  const { integers, scale, zero, hasNulls } = quantised;
  return { data: riceEncode(integers, 4), fallback: false, scale, zero, hasNulls };
}
