import type { Card } from "../card.ts";
import type { Quantize } from "../image-layout.ts";
import type { ColumnData, NumberArray } from "../table.ts";

/** The first HDU of a file, without data. */
export interface NewPrimary {
  kind: "primary";
  cards?: Card[];
}

/** An image of plain pixels; BITPIX and BZERO follow from the array. The first HDU of a file becomes its primary HDU. */
export interface NewImage {
  kind: "image";
  name?: string;
  cards?: Card[];
  width: number;
  height: number;
  /** Further axes, NAXIS3 first; the pixels are those of all planes, one after the other. */
  axes?: number[];
  pixels: NumberArray;
}

/** A Rice-compressed image of row tiles. Floats are quantised at `quantizeLevel` (16 by default); NaN = no value. */
export interface NewCompressedImage {
  kind: "compressed-image";
  name: string;
  cards?: Card[];
  width: number;
  height: number;
  /** Further axes, NAXIS3 first; tiles are rows of one plane. */
  axes?: number[];
  pixels: Float32Array | Float64Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;
  quantizeLevel?: number;
  dither?: { method: Exclude<Quantize, "none" | "NO_DITHER">; zdither0: number };
}

/** A column of a binary table (FITS 4.0, §7.3). TFORM and, for unsigned types, TZERO follow from the data. */
export interface NewColumn {
  name: string;
  unit?: string;
  /**
   * Row by row, `width` values each: numbers in their type, strings (as wide as the longest), logicals. An array of arrays becomes a
   * column of variable length; of one with strings or without rows `variable` tells.
   */
  data: ColumnData;
  /** Values a row, 1 by default; not for strings and variable columns. */
  width?: number;
  /** "bits": logicals are packed, eight a byte (X). "complex": floats are pairs (C, M), and `width` counts pairs. */
  kind?: "bits" | "complex";
  variable?: boolean;
  /** TDIM, the fastest axis first. */
  dimensions?: number[];
  /** TNULL: the integer that means "no value". */
  nullValue?: number | bigint;
}

/** A binary table (FITS 4.0, §7.3). */
export interface NewTable {
  kind: "table";
  name: string;
  cards?: Card[];
  columns: NewColumn[];
}

/** One HDU to write. */
export type NewHdu = NewPrimary | NewImage | NewCompressedImage | NewTable;
