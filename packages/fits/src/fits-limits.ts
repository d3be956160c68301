/** What a file may ask for before it is refused with "fits.too_large". Every number a file states is held against these. */
export interface FitsLimits {
  /** HDUs a file. */
  hdus: number;
  /** Cards a header. */
  cards: number;
  /** Pixels an image. */
  pixels: number;
  /** Pixels a tile of a compressed image: a tile is unpacked as a whole. */
  tilePixels: number;
  /** Rows a table. */
  tableRows: number;
  /** Values of one column, all rows together. */
  columnValues: number;
}

export const defaultLimits: Readonly<FitsLimits> = {
  hdus: 1_000,
  cards: 20_000,
  pixels: 300_000_000,
  tilePixels: 2 ** 24,
  tableRows: 5_000_000,
  columnValues: 50_000_000,
};
