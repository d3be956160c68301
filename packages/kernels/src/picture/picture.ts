/** 8-bit pixels, row by row from the top of the picture: one byte a pixel for grey, three for red, green and blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Backed by a SharedArrayBuffer where threads drew it. */
  readonly pixels: Uint8Array;
}
