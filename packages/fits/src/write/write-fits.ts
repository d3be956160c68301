import { writeFile } from "node:fs/promises";
import { type Card, valueCard } from "../card.ts";
import { fitsError } from "../fits-error.ts";
import { BLOCK, formatHeader } from "../header.ts";
import { type EncodedTile, encodeIntegerTile, encodeTile, quantiseTile, riceEncode } from "../tiles/index.ts";
import { bigEndianBytes, storedType } from "./big-endian-bytes.ts";
import { carriedCards } from "./carried-cards.ts";
import { withChecksums } from "./checksum-cards.ts";
import { type CompressedImage, compressedImageHeader } from "./compressed-image-header.ts";
import type { NewCompressedImage, NewHdu, NewImage, NewTable } from "./new-hdu.ts";
import { primaryCards } from "./primary-header.ts";
import { tableBytes } from "./table-bytes.ts";
import { TileTable } from "./tile-table.ts";

/** How a whole file is written. */
export interface FitsOptions {
  /** Put DATASUM and CHECKSUM into every header. */
  checksums?: boolean;
}

/**
 * A whole FITS file made of these HDUs; an empty primary HDU is put first where it is missing. The bytes depend on the input
 * only. Cards that tell how the data are stored are ours: such cards among those given are dropped.
 *
 * Throws fits.not_writable, fits.too_large.
 */
export function formatFits(hdus: NewHdu[], options: FitsOptions = {}): Uint8Array {
  const first = hdus[0]?.kind;
  const all: NewHdu[] = first === "primary" || first === "image" ? hdus : [{ kind: "primary" }, ...hdus];
  return Buffer.concat(
    all.flatMap((hdu, index) => {
      const { cards, parts } = formatHdu(hdu, index === 0);
      if (!options.checksums) return [formatHeader(cards), ...parts, padding(parts)];
      const data = Buffer.concat([...parts, padding(parts)]);
      return [formatHeader(withChecksums(cards, data)), data];
    }),
  );
}

/** `formatFits` into a new or replaced file. */
export async function writeFits(path: string, hdus: NewHdu[], options: FitsOptions = {}): Promise<void> {
  await writeFile(path, formatFits(hdus, options));
}

/** A header, and its data in pieces without padding. */
interface FormattedHdu {
  cards: Card[];
  parts: Uint8Array[];
}

function formatHdu(hdu: NewHdu, isFirst: boolean): FormattedHdu {
  switch (hdu.kind) {
    case "primary":
      return { cards: primaryCards(named(undefined, hdu.cards)), parts: [] };
    case "image":
      return imageHdu(hdu, isFirst);
    case "table":
      return tableHdu(hdu);
    case "compressed-image":
      return compressedImageHdu(hdu);
  }
}

function imageHdu(hdu: NewImage, isFirst: boolean): FormattedHdu {
  checkSize(hdu);
  const { bitpix, zero } = storedType(hdu.pixels);
  const shape = [hdu.width, hdu.height, ...(hdu.axes ?? [])];
  const cards = [
    isFirst
      ? valueCard("SIMPLE", true, "conforms to FITS standard")
      : valueCard("XTENSION", "IMAGE", "image extension"),
    valueCard("BITPIX", bitpix, "array data type"),
    valueCard("NAXIS", shape.length, "number of array dimensions"),
    ...shape.map((size, index) => valueCard(`NAXIS${index + 1}`, size)),
    ...(isFirst ? [valueCard("EXTEND", true)] : [valueCard("PCOUNT", 0), valueCard("GCOUNT", 1)]),
    ...scalingCards(zero),
    ...named(hdu.name, hdu.cards),
  ];
  return { cards, parts: [bigEndianBytes(hdu.pixels)] };
}

function tableHdu(hdu: NewTable): FormattedHdu {
  const { cards, data } = tableBytes(hdu);
  return { cards: [...cards, ...named(hdu.name, hdu.cards)], parts: [data] };
}

function compressedImageHdu(hdu: NewCompressedImage): FormattedHdu {
  checkSize(hdu);
  const { bitpix, zero } = storedType(hdu.pixels);
  const image: CompressedImage = {
    width: hdu.width,
    height: hdu.height,
    axes: hdu.axes,
    bitpix: bitpix as CompressedImage["bitpix"],
    quantizeLevel: hdu.quantizeLevel ?? 16,
    dither: hdu.dither ?? null,
    cards: [...scalingCards(zero), ...named(hdu.name, hdu.cards)],
  };
  const rows = hdu.pixels.length / hdu.width;
  const table = new TileTable(rows, bitpix < 0);
  const heap: Uint8Array[] = [];
  for (let row = 0; row < rows; row++) {
    const tile = encodeRow(hdu, image, row, zero);
    table.add(tile);
    heap.push(tile.data);
  }
  return { cards: compressedImageHeader(image, table), parts: [table.rows, ...heap] };
}

function checkSize({ width, height, axes = [], pixels }: NewImage | NewCompressedImage): void {
  const shape = [width, height, ...axes];
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (size === 0 || !shape.every(Number.isInteger) || pixels.length !== size) {
    throw fitsError("not_writable", `${pixels.length} pixels are no image of ${shape.join(" × ")}.`);
  }
}

function encodeRow(hdu: NewCompressedImage, image: CompressedImage, row: number, zero: number): EncodedTile {
  const pixels = hdu.pixels.subarray(row * hdu.width, (row + 1) * hdu.width);
  if (!(pixels instanceof Float32Array || pixels instanceof Float64Array)) {
    return encodeIntegerTile(
      Int32Array.from(pixels, (value) => value - zero),
      (image.bitpix / 8) as 1 | 2 | 4,
    );
  }
  const quantised = image.dither && quantiseTile(pixels, image.quantizeLevel, { ...image.dither, tile: row });
  if (!quantised) return encodeTile(pixels, image.quantizeLevel);
  const { integers, scale, zero: zzero, hasNulls } = quantised;
  return { data: riceEncode(integers, 4), fallback: false, scale, zero: zzero, hasNulls };
}

function scalingCards(zero: number): Card[] {
  if (zero === 0) return [];
  return [valueCard("BSCALE", 1), valueCard("BZERO", zero === 2 ** 63 ? 2n ** 63n : zero)];
}

function named(name: string | undefined, cards: Card[] = []): Card[] {
  const extname = valueCard("EXTNAME", name ?? "", "extension name");
  const carried = carriedCards(cards, extname);
  return name === undefined ? carried.filter((card) => card !== extname) : carried;
}

function padding(parts: Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return new Uint8Array((BLOCK - (length % BLOCK)) % BLOCK);
}
