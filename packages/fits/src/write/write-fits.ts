import { writeFile } from "node:fs/promises";
import { type Card, valueCard } from "../card.ts";
import { fitsError } from "../fits-error.ts";
import { BLOCK, formatHeader } from "../header.ts";
import { type EncodedTile, encodeIntegerTile, encodeTile, quantiseTile, riceEncode } from "../tiles/index.ts";
import { bigEndianBytes, storedType } from "./big-endian-bytes.ts";
import { carriedCards } from "./carried-cards.ts";
import { type CompressedImage, compressedImageHeader } from "./compressed-image-header.ts";
import type { NewCompressedImage, NewHdu, NewImage, NewTable } from "./new-hdu.ts";
import { primaryCards } from "./primary-header.ts";
import { tableBytes } from "./table-bytes.ts";
import { TileTable } from "./tile-table.ts";

/**
 * A whole FITS file made of these HDUs; an empty primary HDU is put first where it is missing. The bytes depend on the input
 * only. Cards that tell how the data are stored are ours: such cards among those given are dropped.
 *
 * Throws fits.not_writable.
 */
export function formatFits(hdus: NewHdu[]): Uint8Array {
  const first = hdus[0]?.kind;
  const all: NewHdu[] = first === "primary" || first === "image" ? hdus : [{ kind: "primary" }, ...hdus];
  return Buffer.concat(all.flatMap((hdu, index) => formatHdu(hdu, index === 0)));
}

/** `formatFits` into a new or replaced file. */
export async function writeFits(path: string, hdus: NewHdu[]): Promise<void> {
  await writeFile(path, formatFits(hdus));
}

function formatHdu(hdu: NewHdu, isFirst: boolean): Uint8Array[] {
  switch (hdu.kind) {
    case "primary":
      return [formatHeader(primaryCards(named(undefined, hdu.cards)))];
    case "image":
      return imageHdu(hdu, isFirst);
    case "table":
      return tableHdu(hdu);
    case "compressed-image":
      return compressedImageHdu(hdu);
  }
}

function imageHdu(hdu: NewImage, isFirst: boolean): Uint8Array[] {
  checkSize(hdu);
  const { bitpix, zero } = storedType(hdu.pixels);
  const cards = [
    isFirst
      ? valueCard("SIMPLE", true, "conforms to FITS standard")
      : valueCard("XTENSION", "IMAGE", "image extension"),
    valueCard("BITPIX", bitpix, "array data type"),
    valueCard("NAXIS", 2, "number of array dimensions"),
    valueCard("NAXIS1", hdu.width),
    valueCard("NAXIS2", hdu.height),
    ...(isFirst ? [valueCard("EXTEND", true)] : [valueCard("PCOUNT", 0), valueCard("GCOUNT", 1)]),
    ...scalingCards(zero),
    ...named(hdu.name, hdu.cards),
  ];
  return [formatHeader(cards), ...padded(bigEndianBytes(hdu.pixels))];
}

function tableHdu(hdu: NewTable): Uint8Array[] {
  const { cards, data } = tableBytes(hdu);
  return [formatHeader([...cards, ...named(hdu.name, hdu.cards)]), ...padded(data)];
}

function compressedImageHdu(hdu: NewCompressedImage): Uint8Array[] {
  checkSize(hdu);
  const { bitpix, zero } = storedType(hdu.pixels);
  const image: CompressedImage = {
    width: hdu.width,
    height: hdu.height,
    bitpix: bitpix as CompressedImage["bitpix"],
    quantizeLevel: hdu.quantizeLevel ?? 16,
    dither: hdu.dither ?? null,
    cards: [...scalingCards(zero), ...named(hdu.name, hdu.cards)],
  };
  const table = new TileTable(hdu.height, bitpix < 0);
  const heap: Uint8Array[] = [];
  for (let row = 0; row < hdu.height; row++) {
    const tile = encodeRow(hdu, image, row, zero);
    table.add(tile);
    heap.push(tile.data);
  }
  return [formatHeader(compressedImageHeader(image, table)), ...padded(Buffer.concat([table.rows, ...heap]))];
}

function checkSize({ width, height, pixels }: NewImage | NewCompressedImage): void {
  if (width * height === 0 || pixels.length !== width * height) {
    throw fitsError("not_writable", `${pixels.length} pixels are no image of ${width} × ${height}.`);
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

function padded(data: Uint8Array): Uint8Array[] {
  return [data, new Uint8Array((BLOCK - (data.length % BLOCK)) % BLOCK)];
}
