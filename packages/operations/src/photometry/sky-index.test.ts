import { describe, expect, it } from "vitest";
import { seededUniform } from "../period/seeded-random.ts";
import { separation } from "./separation.ts";
import { skyIndex } from "./sky-index.ts";

describe("skyIndex", () => {
  it.each([
    ["the equator at 0h", 0, 0],
    ["a mid declination", 123, -41],
    ["the pole", 77, 89.999],
  ])("finds what a look at every pair finds: %s", (_, ra, dec) => {
    const random = seededUniform(3);
    const spread = 0.01 / Math.max(0.001, Math.cos((dec * Math.PI) / 180));
    const columns = {
      ra: Float64Array.from({ length: 300 }, () => (ra + (random() - 0.5) * spread + 360) % 360),
      dec: Float64Array.from({ length: 300 }, () => Math.min(90, dec + (random() - 0.5) * 0.01)),
    };
    const position = (index: number) => ({ ra: columns.ra[index], dec: columns.dec[index] });
    const index = skyIndex(columns);
    for (let one = 0; one < 300; one++) {
      const found = index.near(position(one), 4).map((near) => near.index);
      const expected = [...columns.ra.keys()].filter((other) => separation(position(one), position(other)) <= 4);
      expect(found.sort((a, b) => a - b)).toEqual(expected);
    }
  });

  it("looks at members only", () => {
    const columns = { ra: [1, 1, Number.NaN], dec: [0, 0, 0] };
    expect(skyIndex(columns, [1]).near({ ra: 1, dec: 0 }, 1)).toEqual([{ index: 1, distance: 0 }]);
  });
});
