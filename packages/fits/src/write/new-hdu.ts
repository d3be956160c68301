import type { Card } from "../card.ts";
import type { Quantize } from "../image-layout.ts";
import type { NumberArray } from "../table.ts";

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
  pixels: NumberArray;
}

/** A Rice-compressed image of row tiles. Floats are quantised at `quantizeLevel` (16 by default); NaN = no value. */
export interface NewCompressedImage {
  kind: "compressed-image";
  name: string;
  cards?: Card[];
  width: number;
  height: number;
  pixels: Float32Array | Float64Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;
  quantizeLevel?: number;
  dither?: { method: Exclude<Quantize, "none" | "NO_DITHER">; zdither0: number };
}

export interface NewColumn {
  name: string;
  unit?: string;
  /** Row by row; the format follows from the array. Strings take the width of the longest. */
  data: NumberArray | string[] | boolean[];
  /** Values a row, 1 by default; not for strings. */
  width?: number;
}

export interface NewTable {
  kind: "table";
  name: string;
  cards?: Card[];
  columns: NewColumn[];
}

export type NewHdu = NewPrimary | NewImage | NewCompressedImage | NewTable;
