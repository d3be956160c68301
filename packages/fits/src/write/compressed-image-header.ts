import { type Card, realCard, valueCard } from "../card.ts";
import type { Quantize } from "../image-layout.ts";
import { nullInteger } from "../tiles/index.ts";
import type { TileTable } from "./tile-table.ts";

/** An image of Rice-compressed row tiles; floats are quantised. */
export interface CompressedImage {
  width: number;
  height: number;
  /** Further axes, NAXIS3 first. */
  axes?: number[];
  bitpix: 8 | 16 | 32 | -32 | -64;
  /** NOISEBIT, for floats. */
  quantizeLevel: number;
  dither: { method: Exclude<Quantize, "none" | "NO_DITHER">; zdither0: number } | null;
  /** Cards that describe the image, EXTNAME among them. */
  cards: Card[];
}

/** What is known of a tile table only once it is complete. */
type Totals = Pick<TileTable, "rowBytes" | "heapBytes" | "longest" | "longestFallback" | "hasNulls">;

/** The header of a tile-compressed image (FITS 4.0, §10.1). A ZBLANK card stands in it only where some tile has nulls. */
export function compressedImageHeader(image: CompressedImage, totals: Totals): Card[] {
  const isFloat = image.bitpix < 0;
  const zblank = valueCard("ZBLANK", nullInteger, "null value in the compressed integers");
  return [
    ...tableCards(image, totals),
    ...imageCards(image),
    ...codecCards(image),
    ...(isFloat && totals.hasNulls ? [zblank] : []),
    ...image.cards,
  ];
}

function tableCards(image: CompressedImage, totals: Totals): Card[] {
  const isFloat = image.bitpix < 0;
  const cards = [
    valueCard("XTENSION", "BINTABLE", "binary table extension"),
    valueCard("BITPIX", 8, "array data type"),
    valueCard("NAXIS", 2, "number of array dimensions"),
    valueCard("NAXIS1", totals.rowBytes, "width of table in bytes"),
    valueCard("NAXIS2", rowsOf(image), "number of rows in table"),
    valueCard("PCOUNT", totals.heapBytes, "number of group parameters"),
    valueCard("GCOUNT", 1, "number of groups"),
    valueCard("TFIELDS", isFloat ? 4 : 1, "number of fields in each row"),
    valueCard("TTYPE1", "COMPRESSED_DATA"),
    valueCard("TFORM1", `1PB(${totals.longest})`),
  ];
  if (!isFloat) return cards;
  return [
    ...cards,
    valueCard("TTYPE2", "GZIP_COMPRESSED_DATA"),
    valueCard("TFORM2", `1PB(${totals.longestFallback})`),
    valueCard("TTYPE3", "ZSCALE"),
    valueCard("TFORM3", "1D"),
    valueCard("TTYPE4", "ZZERO"),
    valueCard("TFORM4", "1D"),
  ];
}

/** One tile a row of the image. */
function rowsOf({ height, axes = [] }: CompressedImage): number {
  return axes.reduce((product, axis) => product * axis, height);
}

function imageCards({ width, height, axes = [], bitpix }: CompressedImage): Card[] {
  const shape = [width, height, ...axes];
  return [
    valueCard("ZIMAGE", true, "extension contains compressed image"),
    valueCard("ZTENSION", "IMAGE", "image extension"),
    valueCard("ZBITPIX", bitpix, "data type of original image"),
    valueCard("ZNAXIS", shape.length, "dimension of original image"),
    ...shape.map((size, index) => valueCard(`ZNAXIS${index + 1}`, size, "length of original image axis")),
    valueCard("ZPCOUNT", 0, "number of group parameters"),
    valueCard("ZGCOUNT", 1, "number of groups"),
    ...shape.map((_, index) =>
      valueCard(`ZTILE${index + 1}`, index === 0 ? width : 1, "size of tiles to be compressed"),
    ),
  ];
}

function codecCards({ bitpix, quantizeLevel, dither }: CompressedImage): Card[] {
  const cards = [
    valueCard("ZCMPTYPE", "RICE_1", "compression algorithm"),
    valueCard("ZNAME1", "BLOCKSIZE", "compression block size"),
    valueCard("ZVAL1", 32, "pixels per block"),
    valueCard("ZNAME2", "BYTEPIX", "bytes per pixel (1, 2, 4, or 8)"),
    valueCard("ZVAL2", bitpix < 0 ? 4 : bitpix / 8, "bytes per pixel (1, 2, 4, or 8)"),
  ];
  if (bitpix > 0) return cards;
  cards.push(
    valueCard("ZNAME3", "NOISEBIT", "floating point quantization level"),
    realCard("ZVAL3", quantizeLevel, "floating point quantization level"),
    valueCard("ZQUANTIZ", dither?.method ?? "NO_DITHER", "pixel quantization algorithm"),
  );
  if (dither) cards.push(valueCard("ZDITHER0", dither.zdither0, "dithering offset when quantizing floats"));
  return cards;
}
