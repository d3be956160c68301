import { describe, expect, it } from "vitest";
import { riceDecode } from "./rice-decode.ts";
import { riceEncode } from "./rice-encode.ts";
import type { RiceBytePix } from "./rice-parameters.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "hex"));

describe("RICE_1", () => {
  it.each<[RiceBytePix, number[], string]>([
    [2, [10, 12, 11, 13, 13, 13, 20, 5, 300, -7], "000a781120c4810275d004e00650"],
    [4, [10, 12, 11, 13, 13, 13, 20, 5, 300, -7], "0000000a3c08906240813ae802700328"],
    [1, [10, 12, 11, 13, 13, 13, 20, 5, 200, 7], "0ab0a4690879d01901e0"],
    [4, new Array(40).fill(7), "000000070000"],
    [4, [0, 2147483647, -2147483648, 5, -99999999, 1], "00000000d000000007fffffff000000017ffffffa85f5e10385f5e1000"],
  ])("codes the published vectors (%i bytes a pixel)", (bytePix, pixels, stream) => {
    expect(hex(riceEncode(Int32Array.from(pixels), bytePix))).toBe(stream);
    expect([...riceDecode(bytes(stream), pixels.length, bytePix, 32)]).toEqual(pixels);
  });

  it.each<[RiceBytePix, number]>([
    [1, 0xff],
    [2, 0xffff],
    [4, 0xffffffff],
  ])("gives back random pixels of %i bytes at every spread and length", (bytePix, mask) => {
    let state = 12345;
    const random = () => {
      state = (Math.imul(state, 1103515245) + 12345) | 0;
      return state >>> 0;
    };
    for (let length = 1; length < 100; length++) {
      const spread = random() % 33;
      const pixels = Int32Array.from({ length }, () => {
        const value = (spread === 32 ? random() : random() % 2 ** spread) & mask;
        return bytePix === 2 ? (value << 16) >> 16 : value;
      });
      for (const block of [8, 16, 32]) {
        expect(riceDecode(riceEncode(pixels, bytePix, block), length, bytePix, block)).toEqual(pixels);
      }
    }
  });

  it("refuses a stream that ends early and one with an impossible code", () => {
    const stream = bytes("0000000a3c08906240813ae802700328");
    for (let length = 0; length < stream.length - 1; length++) {
      expect(() => riceDecode(stream.subarray(0, length), 10, 4, 32)).toThrow(
        expect.objectContaining({ kind: "invalid", code: "fits.tile_corrupt" }),
      );
    }
    expect(() => riceDecode(bytes("00000000f800000000000000"), 10, 4, 32)).toThrow("damaged");
  });
});
