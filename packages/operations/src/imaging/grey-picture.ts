/** 8-bit grey pixels, row by row from the top of the picture. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}
