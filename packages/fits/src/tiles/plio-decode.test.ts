import { describe, expect, it } from "vitest";
import { plioDecode } from "./plio-decode.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));
const list = (...words: number[]) => {
  const bytes = Buffer.alloc(2 * words.length);
  for (const [i, word] of words.entries()) bytes.writeUInt16BE(word & 0xffff, 2 * i);
  return bytes;
};

describe("PLIO_1", () => {
  it("decodes the vector of fits.md §4.3", () => {
    const stream = hex("00000007ff9c001200000000000000034002200450021388000100044002100300004001");
    expect([...plioDecode(stream, 14)]).toEqual([0, 0, 0, 1, 1, 0, 5, 0, 0, 0, 0, 5000, 5000, 3]);
  });

  it("reads the short header and leaves pixels after the last run 0", () => {
    expect([...plioDecode(list(0, 0, 5, 0x4002, 0x0001), 5)]).toEqual([1, 1, 0, 0, 0]);
  });

  it.each<[string, Buffer]>([
    ["no header", list(0, 7)],
    ["a length beyond its bytes", list(0, 0, 6, 0x4002)],
    ["a negative start", list(0, -3, -100, 5, 0, 0, 0)],
    ["a run beyond the tile", list(0, 0, 4, 0x4010)],
    ["an unknown code", list(0, 0, 4, 0x8001)],
    ["a value cut in two", list(0, 0, 4, 0x1001)],
  ])("refuses %s", (_, stream) => {
    expect(() => plioDecode(stream, 5)).toThrow(expect.objectContaining({ code: "fits.tile_corrupt" }));
  });
});
