import { expect, it } from "vitest";
import { onesComplementSum } from "./hdu-checksum.ts";

it("adds 32-bit words and carries what overflows back in", () => {
  expect(onesComplementSum(Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 2))).toBe(3);
  expect(onesComplementSum(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1))).toBe(1);
  expect(onesComplementSum(new Uint8Array(4 * 70_000).fill(0xff))).toBe(0xffffffff);
});

it("may be summed in parts", () => {
  const bytes = Uint8Array.from({ length: 4000 }, (_, i) => (i * 167 + (i >> 3)) & 255);
  expect(onesComplementSum(bytes.subarray(1200), onesComplementSum(bytes.subarray(0, 1200)))).toBe(
    onesComplementSum(bytes),
  );
});
