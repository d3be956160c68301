import type { Picture } from "./picture.ts";

/** Rows whose bytes add up in 16 bits. */
const mostPaired = 257;

/** Averages blocks of factorX × factorY pixels, rounded half up; blocks cut by the right and lower edge average what they have. */
export function reducePicture(picture: Picture, factorX: number, factorY: number): Picture {
  const { width, height, channels } = picture;
  const reducedWidth = Math.ceil(width / factorX);
  const reducedHeight = Math.ceil(height / factorY);
  const pixels = new Uint8Array(reducedWidth * reducedHeight * channels);
  const sums = new Uint32Array(width * channels);
  const sumColumns = columnAdder(picture, factorY);
  for (let row = 0; row < reducedHeight; row++) {
    const top = row * factorY;
    const bottom = Math.min(top + factorY, height);
    sumColumns(top, bottom, sums);
    for (let column = 0; column < reducedWidth; column++) {
      const start = column * factorX;
      const end = Math.min(start + factorX, width);
      const count = (bottom - top) * (end - start);
      for (let channel = 0; channel < channels; channel++) {
        let sum = count >> 1;
        for (let at = start * channels + channel; at < end * channels; at += channels) sum += sums[at];
        pixels[(row * reducedWidth + column) * channels + channel] = Math.floor(sum / count);
      }
    }
  }
  return { width: reducedWidth, height: reducedHeight, channels, pixels };
}

/** Sums each column of bytes over rows [top, bottom), at most `rows` of them: four columns at a time where they share a word. */
function columnAdder({ width, channels, pixels }: Picture, rows: number) {
  const columns = width * channels;
  if (columns % 4 !== 0 || pixels.byteOffset % 4 !== 0 || rows > mostPaired) {
    return (top: number, bottom: number, sums: Uint32Array) => {
      sums.fill(0);
      for (let y = top; y < bottom; y++) for (let x = 0; x < columns; x++) sums[x] += pixels[y * columns + x];
    };
  }
  const words = new Int32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2);
  return (top: number, bottom: number, sums: Uint32Array) => sumWords(words, columns >> 2, top, bottom, sums);
}

/** Bytes 0 and 2 of a word add up in the halves of one number, bytes 1 and 3 in those of another. */
function sumWords(words: Int32Array, rowWords: number, top: number, bottom: number, sums: Uint32Array): void {
  const end = bottom * rowWords;
  for (let column = 0; column < rowWords; column++) {
    let even = 0;
    let odd = 0;
    for (let at = top * rowWords + column; at < end; at += rowWords) {
      const word = words[at];
      even = (even + (word & 0x00ff00ff)) | 0;
      odd = (odd + ((word >>> 8) & 0x00ff00ff)) | 0;
    }
    sums[4 * column] = even & 0xffff;
    sums[4 * column + 1] = odd & 0xffff;
    sums[4 * column + 2] = even >>> 16;
    sums[4 * column + 3] = odd >>> 16;
  }
}
