import { describe, expect, it } from "vitest";
import { hcompressDecode } from "./hcompress-decode.ts";

/** The stream of fits.md §4.4, which states a sum of 0: its pixels lie around 0, 128 below those it was made from. */
const withoutSum = Buffer.from(
  "dd990000000800000008000000000000000000000000080500f6bee75ef5faccfd667fdff7fdf3980aaabff07fffffdff7fc1fffe1ffffff00000000000000",
  "hex",
);
const pixels = Array.from({ length: 64 }, (_, at) => 100 + 3 * Math.floor(at / 8) + (at % 8) ** 2);
/** The same with the sum of the tile in its place. */
const vector = Buffer.from(withoutSum);
vector.writeBigInt64BE(2048n, 14);

function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(vector);
  change(bytes);
  return bytes;
}

const corrupt = expect.objectContaining({ code: "fits.tile_corrupt" });

describe("HCOMPRESS_1", () => {
  it("decodes the vector of fits.md §4.4", () => {
    expect([...hcompressDecode(withoutSum, 8, 8, false)]).toEqual(pixels.map((value) => value - 128));
    expect([...hcompressDecode(vector, 8, 8, false)]).toEqual(pixels);
  });

  it("does not smooth what lost nothing", () => {
    expect([...hcompressDecode(vector, 8, 8, true)]).toEqual(pixels);
  });

  it.each<[string, Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["a header only", vector.subarray(0, 25)],
    ["another magic number", changed((bytes) => bytes.writeUInt16BE(0xdd98, 0))],
    ["sizes of its own", changed((bytes) => bytes.writeInt32BE(2 ** 30, 2))],
    ["sizes with the axes exchanged", changed((bytes) => bytes.writeInt32BE(-8, 6))],
    ["a negative scale", changed((bytes) => bytes.writeInt32BE(-1, 10))],
    ["a sum beyond any image", changed((bytes) => bytes.writeBigInt64BE(2n ** 60n, 14))],
    ["a scale beyond any image", changed((bytes) => bytes.writeInt32BE(2 ** 31 - 1, 10))],
    ["more planes than there are bits", changed((bytes) => bytes.fill(255, 22, 25))],
    ["planes it does not hold", changed((bytes) => bytes.fill(40, 22, 25))],
    ["an impossible plane code", changed((bytes) => bytes.fill(0x55, 25))],
    ["half its bits", vector.subarray(0, 40)],
  ])("refuses %s", (_, stream) => {
    expect(() => hcompressDecode(stream, 8, 8, false)).toThrow(corrupt);
  });

  it("takes nothing but the size of the tile from the tile", () => {
    expect(() => hcompressDecode(vector, 4, 16, false)).toThrow(corrupt);
  });
});
