import { HcompressBits } from "./hcompress-bits.ts";
import { inverseTransform } from "./hcompress-inverse.ts";
import { type Quadrant, readPlanes } from "./hcompress-planes.ts";
import { tileCorrupt } from "./tile-error.ts";

const headerBytes = 25;
/** Coefficients beyond this are those of no 32-bit image. */
const largestCoefficient = 2 ** 50;
const mostPlanes = 50;

/**
 * Decodes the `rows` × `columns` pixels of an HCOMPRESS_1 tile (FITS 4.0, §10.4.4), the columns being the fast axis. A `smooth` one is
 * smoothed where its scale lost something. The sizes in the stream must be those of the tile: nothing is allocated by them.
 *
 * Throws `fits.tile_corrupt` for a damaged stream and for pixels that are no 32-bit integers.
 */
export function hcompressDecode(stream: Uint8Array, rows: number, columns: number, smooth: boolean): Int32Array {
  const { scale, sum, planes } = readHeader(stream, rows, columns);
  const coefficients = new Float64Array(rows * columns);
  const bits = new HcompressBits(stream, headerBytes);
  for (const [index, quadrant] of quadrants(rows, columns).entries()) {
    readPlanes(bits, coefficients, quadrant, planes[index === 0 ? 0 : index === 3 ? 2 : 1]);
  }
  if (bits.nybble() !== 0) throw tileCorrupt("the bit planes of a tile end wrongly");
  bits.align();
  const factor = Math.max(1, scale);
  for (let i = 0; i < coefficients.length; i++) {
    if (coefficients[i] !== 0) coefficients[i] *= bits.bit() === 1 ? -factor : factor;
    if (Math.abs(coefficients[i]) > largestCoefficient) throw tileCorrupt("a tile holds impossible values");
  }
  coefficients[0] = sum * factor;
  if (Math.abs(coefficients[0]) > largestCoefficient) throw tileCorrupt("a tile holds impossible values");
  inverseTransform(coefficients, rows, columns, smooth ? scale : 0);
  return integers(coefficients);
}

function readHeader(stream: Uint8Array, rows: number, columns: number) {
  if (stream.length < headerBytes) throw tileCorrupt("a tile ends too early");
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (view.getUint16(0) !== 0xdd99) throw tileCorrupt("a tile is not HCOMPRESS data");
  const [statedRows, statedColumns] = [view.getInt32(2), view.getInt32(6)];
  if (statedRows !== rows || statedColumns !== columns) {
    throw tileCorrupt(`a tile of ${columns} × ${rows} pixels states ${statedColumns} × ${statedRows}`);
  }
  const planes = [...stream.subarray(22, headerBytes)];
  if (planes.some((count) => count > mostPlanes)) throw tileCorrupt("a tile states too many bit planes");
  const scale = view.getInt32(10);
  if (scale < 0) throw tileCorrupt("a tile states a negative scale");
  return { scale, sum: Number(view.getBigInt64(14)), planes };
}

function quadrants(rows: number, columns: number): Quadrant[] {
  const [top, left] = [(rows + 1) >> 1, (columns + 1) >> 1];
  return [
    { start: 0, rows: top, columns: left, stride: columns },
    { start: left, rows: top, columns: columns - left, stride: columns },
    { start: top * columns, rows: rows - top, columns: left, stride: columns },
    { start: top * columns + left, rows: rows - top, columns: columns - left, stride: columns },
  ];
}

function integers(values: Float64Array): Int32Array {
  const pixels = Int32Array.from(values);
  for (let i = 0; i < pixels.length; i++) {
    if (pixels[i] !== values[i]) throw tileCorrupt("a tile holds impossible values");
  }
  return pixels;
}
