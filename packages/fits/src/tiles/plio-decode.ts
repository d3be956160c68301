import { tileCorrupt } from "./tile-error.ts";

/** Words of the header when it states the length in one word, and in two. */
const shortHeader = 3;

/**
 * Decodes `count` pixels of a PLIO_1 line list (FITS 4.0, §10.4.3): big-endian 16-bit words, each an opcode of 4 bits and 12 bits of
 * data, which describe runs of zeros and of one positive value. Pixels after the last run are 0.
 *
 * Throws `fits.tile_corrupt` when the list is longer than its bytes, a run leaves the tile, or an opcode is unknown.
 */
export function plioDecode(stream: Uint8Array, count: number): Int32Array {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const { start, end } = listBounds(view);
  const pixels = new Int32Array(count);
  let value = 1;
  let at = 0;
  const run = (length: number, filled: number) => {
    if (at + length > count) throw tileCorrupt("a run of pixels is longer than the tile");
    pixels.fill(value, at + length - filled, at + length);
    at += length;
  };
  for (let index = start; index < end; index++) {
    const word = view.getUint16(2 * index);
    const data = word & 0xfff;
    switch (word >> 12) {
      case 0:
        run(data, 0);
        break;
      case 1:
        if (++index === end) throw tileCorrupt("a tile ends too early");
        value = view.getUint16(2 * index) * 4096 + data;
        break;
      case 2:
        value += data;
        break;
      case 3:
        value -= data;
        break;
      case 4:
        run(data, data);
        break;
      case 5:
        run(data, Math.min(1, data));
        break;
      case 6:
        value += data;
        run(1, 1);
        break;
      case 7:
        value -= data;
        run(1, 1);
        break;
      default:
        throw tileCorrupt("a tile holds an unknown code");
    }
  }
  return pixels;
}

/** First word of the list and the one after its last, by the old header of three words or the new one of seven. */
function listBounds(view: DataView): { start: number; end: number } {
  const words = view.byteLength >> 1;
  if (words < shortHeader) throw tileCorrupt("a tile ends too early");
  const stated = view.getInt16(4);
  if (stated <= 0 && words < 5) throw tileCorrupt("a tile ends too early");
  const start = stated > 0 ? shortHeader : view.getInt16(2);
  const end = stated > 0 ? stated : view.getInt16(8) * 32_768 + view.getInt16(6);
  if (start < shortHeader || end < start || end > words) throw tileCorrupt("a tile states an impossible length");
  return { start, end };
}
