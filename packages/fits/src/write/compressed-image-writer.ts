import { type FileHandle, open, rm } from "node:fs/promises";
import { commentaryCards, valueCard } from "../card.ts";
import { fitsError } from "../fits-error.ts";
import { BLOCK, formatHeader, type Header } from "../header.ts";
import type { EncodedTile } from "../tiles/index.ts";
import { carriedCards } from "./carried-cards.ts";
import { type CompressedImage, compressedImageHeader } from "./compressed-image-header.ts";
import { resultPrimaryCards } from "./primary-header.ts";
import { TileTable } from "./tile-table.ts";

/** What a result file says of itself and of its image. */
export interface CompressedImageOptions {
  /** DLAB_KEY of the primary HDU. */
  key: string;
  /** COMMENT of the primary HDU, split at 72 characters. */
  comment: string;
  /** Header of the first input; what describes its pixels' storage is left out, EXTNAME becomes SCI. */
  header: Header;
  width: number;
  height: number;
  bitpix: CompressedImage["bitpix"];
  /** NOISEBIT of float images. */
  quantizeLevel: number;
  /** Of unsigned integers, 2^(bits − 1). */
  bzero?: number;
  /** How the tiles that will arrive were dithered; not at all by default. */
  dither?: NonNullable<CompressedImage["dither"]>;
}

/** Writes a result while its row tiles arrive, in memory that does not grow with the image but for 32 bytes a row. */
export interface CompressedImageWriter {
  /** The next tiles, lowest row first. One call at a time. */
  append(tiles: EncodedTile[]): Promise<void>;
  /** Completes the file; every row must have arrived. `size` in bytes. */
  finish(): Promise<{ size: number }>;
  /** Closes and removes an unfinished file. */
  abort(): Promise<void>;
}

/**
 * A result file: a primary HDU with its key, then one Rice-compressed image `SCI` (fits.md §5). The heap is written as it comes;
 * the table before it and the counts in the header when it is complete.
 *
 * Throws fits.not_writable for too few or too many tiles, fits.too_large for a heap beyond 2 GiB.
 */
export async function createCompressedImageWriter(
  path: string,
  options: CompressedImageOptions,
): Promise<CompressedImageWriter> {
  const image = describe(options);
  const table = new TileTable(image.height, image.bitpix < 0);
  const primary = formatHeader(resultPrimaryCards(options.key, options.comment));
  const draft = { rowBytes: table.rowBytes, heapBytes: 0, longest: 0, longestFallback: 0, hasNulls: true };
  const headerBytes = formatHeader(compressedImageHeader(image, draft)).length;
  const heapOffset = primary.length + headerBytes + table.rows.length;
  const file = await open(path, "w");
  return {
    async append(tiles) {
      const at = heapOffset + table.heapBytes;
      for (const tile of tiles) table.add(tile);
      await writeAll(file, joined(tiles.map((tile) => tile.data)), at);
    },
    async finish() {
      if (!table.isComplete) throw fitsError("not_writable", "The image has fewer tiles than rows.");
      await writeAll(file, Buffer.concat([primary, headerOfLength(image, table, headerBytes), table.rows]), 0);
      const end = heapOffset + table.heapBytes;
      const size = Math.ceil(end / BLOCK) * BLOCK;
      await file.truncate(size);
      await file.close();
      return { size };
    },
    async abort() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}

/** The room was reserved with a ZBLANK card; where leaving it out would save a block, a blank card keeps the place. */
function headerOfLength(image: CompressedImage, table: TileTable, length: number): Uint8Array {
  const cards = compressedImageHeader(image, table);
  const header = formatHeader(cards);
  return header.length === length ? header : formatHeader([...cards, ...commentaryCards("", "")]);
}

function describe(options: CompressedImageOptions): CompressedImage {
  const cards = carriedCards(options.header.cards, valueCard("EXTNAME", "SCI", "extension name"));
  if (options.bzero !== undefined) {
    const place = cards.findLastIndex((card) => !card.commentary) + 1;
    cards.splice(place, 0, valueCard("BSCALE", 1), valueCard("BZERO", options.bzero, "offset of unsigned integers"));
  }
  const { width, height, bitpix, quantizeLevel, dither = null } = options;
  return { width, height, bitpix, quantizeLevel, dither, cards };
}

/** One view of pieces that lie one after the other in one buffer, as the encoder leaves them; else a copy. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  let length = 0;
  for (const piece of pieces) {
    if (piece.buffer !== first.buffer || piece.byteOffset !== first.byteOffset + length) return Buffer.concat(pieces);
    length += piece.length;
  }
  return first ? new Uint8Array(first.buffer, first.byteOffset, length) : new Uint8Array();
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}
