export { type ByteSource, bytesSource, fileSource } from "./byte-source.ts";
export { type Card, type CardValue, type ComplexValue, commentaryCards, realCard, valueCard } from "./card.ts";
export { unreadableCards } from "./cards/unreadable-cards.ts";
export { kindOfKeyword, usedKeywords } from "./cards/used-keywords.ts";
export * from "./exposure/index.ts";
export type { FitsLimits } from "./fits-limits.ts";
export type { Hdu, HduKind } from "./hdu.ts";
export { Header, parseHeader } from "./header.ts";
export { type HttpAnswer, type HttpSourceOptions, httpSource } from "./http-source.ts";
export type { Bitpix, ImageLayout, PlainStorage, Quantize, TileCodec, TiledStorage } from "./image-layout.ts";
export { inflateFile } from "./inflate-file.ts";
export { type FitsFile, openFits } from "./open-fits.ts";
export { imageLayout } from "./read-image-layout.ts";
export { type Rectangle, readRectangle } from "./read-rectangle.ts";
export { readRows } from "./read-rows.ts";
export { readTable } from "./read-table.ts";
export { type ColumnData, type NumberArray, Table, type TableColumn } from "./table.ts";
export * from "./tiles/index.ts";
export { verifyFits } from "./verify-fits.ts";
export { linearTransform } from "./wcs/linear-transform.ts";
export {
  frameName,
  frameOf,
  isGalactic,
  isSameFrame,
  requireFrame,
  type SkyFrame,
} from "./wcs/sky-frame.ts";
export { celestialDefect, requireWcs, type Wcs, wcsFromHeader } from "./wcs/wcs.ts";
export { droppedSky } from "./write/carried-cards.ts";
export {
  type CompressedImageOptions,
  type CompressedImageWriter,
  createCompressedImageWriter,
} from "./write/compressed-image-writer.ts";
export type { NewColumn, NewCompressedImage, NewHdu, NewImage, NewPrimary, NewTable } from "./write/new-hdu.ts";
export { type FitsOptions, formatFits, writeFits } from "./write/write-fits.ts";
