import type { FrameInput } from "@datalab/kernels";
import { describe, expect, it } from "vitest";
import { floatTypeFor, sumTypeFor } from "./image-geometry.ts";

const input = (bitpix: number, bscale = 1, bzero = 0) =>
  ({ path: "", layout: { bitpix, bscale, bzero } }) as FrameInput;

describe("floatTypeFor", () => {
  it("is float32 for what float32 holds, float64 where one input is wider", () => {
    expect(floatTypeFor([input(-32), input(8), input(16, 1, 32768)])).toBe("float32");
    expect(floatTypeFor([input(-32), input(32)])).toBe("float64");
  });

  it("is float64 for 16-bit integers whose BZERO lies more steps of BSCALE away than float32 counts", () => {
    expect(floatTypeFor([input(16, 1 / 86_400, 2_461_050.5)])).toBe("float64");
    expect(sumTypeFor([input(-32), input(16, 1 / 86_400, 2_461_050.5)])).toBe("float64");
  });
});
