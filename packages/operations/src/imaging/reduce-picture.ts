import type { GreyPicture } from "./grey-picture.ts";

/** Averages blocks of factorX × factorY pixels, rounded half up; blocks cut by the right and lower edge average what they have. */
export function reducePicture({ width, height, grey }: GreyPicture, factorX: number, factorY: number): GreyPicture {
  const reducedWidth = Math.ceil(width / factorX);
  const reducedHeight = Math.ceil(height / factorY);
  const reduced = new Uint8Array(reducedWidth * reducedHeight);
  const sums = new Uint32Array(reducedWidth);
  for (let row = 0; row < reducedHeight; row++) {
    const top = row * factorY;
    const bottom = Math.min(top + factorY, height);
    sums.fill(0);
    for (let y = top; y < bottom; y++) addRow(sums, grey, y * width, width, factorX);
    for (let column = 0; column < reducedWidth; column++) {
      const pixels = (bottom - top) * Math.min(factorX, width - column * factorX);
      reduced[row * reducedWidth + column] = Math.floor((sums[column] + (pixels >> 1)) / pixels);
    }
  }
  return { width: reducedWidth, height: reducedHeight, grey: reduced };
}

function addRow(sums: Uint32Array, grey: Uint8Array, start: number, width: number, factor: number): void {
  for (let column = 0, x = 0; x < width; column++) {
    const end = Math.min(x + factor, width);
    let sum = 0;
    for (; x < end; x++) sum += grey[start + x];
    sums[column] += sum;
  }
}
