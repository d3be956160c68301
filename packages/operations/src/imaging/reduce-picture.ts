import type { GreyPicture } from "./grey-picture.ts";

/** Rows whose bytes add up in 16 bits. */
const mostPaired = 257;

/** Averages blocks of factorX × factorY pixels, rounded half up; blocks cut by the right and lower edge average what they have. */
export function reducePicture(picture: GreyPicture, factorX: number, factorY: number): GreyPicture {
  const { width, height } = picture;
  const reducedWidth = Math.ceil(width / factorX);
  const reducedHeight = Math.ceil(height / factorY);
  const reduced = new Uint8Array(reducedWidth * reducedHeight);
  const sums = new Uint32Array(width);
  const sumColumns = columnAdder(picture, factorY);
  for (let row = 0; row < reducedHeight; row++) {
    const top = row * factorY;
    const bottom = Math.min(top + factorY, height);
    sumColumns(top, bottom, sums);
    for (let column = 0, x = 0; column < reducedWidth; column++) {
      const end = Math.min(x + factorX, width);
      const pixels = (bottom - top) * (end - x);
      let sum = pixels >> 1;
      for (; x < end; x++) sum += sums[x];
      reduced[row * reducedWidth + column] = Math.floor(sum / pixels);
    }
  }
  return { width: reducedWidth, height: reducedHeight, grey: reduced };
}

/** Sums each column over rows [top, bottom), at most `rows` of them: four columns at a time where they share a word. */
function columnAdder({ width, grey }: GreyPicture, rows: number) {
  if (width % 4 !== 0 || grey.byteOffset % 4 !== 0 || rows > mostPaired) {
    return (top: number, bottom: number, sums: Uint32Array) => {
      sums.fill(0);
      for (let y = top; y < bottom; y++) for (let x = 0; x < width; x++) sums[x] += grey[y * width + x];
    };
  }
  const words = new Int32Array(grey.buffer, grey.byteOffset, grey.length >> 2);
  return (top: number, bottom: number, sums: Uint32Array) => sumWords(words, width >> 2, top, bottom, sums);
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
