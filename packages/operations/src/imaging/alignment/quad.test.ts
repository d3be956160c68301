import { describe, expect, it } from "vitest";
import { strewnStars } from "../../../test/star-fields.ts";
import { quadOf } from "./quad.ts";
import { applySimilarity, type Point } from "./similarity.ts";

type Four = [Point, Point, Point, Point];
const fours = Array.from(
  { length: 50 },
  (_, seed) => strewnStars(4, { seed, width: 300, height: 200 }) as Point[] as Four,
);

describe("a quad", () => {
  it("puts its farthest stars at (0,0) and (1,1)", () => {
    const square: Four = [
      { x: 0, y: 0 },
      { x: 100, y: 100 },
      { x: 20, y: 10 },
      { x: 30, y: 60 },
    ];
    const { ends, hash } = quadOf(square, 5)!;
    expect(ends).toEqual([square[0], square[1]]);
    [0.2, 0.1, 0.3, 0.6].forEach((part, i) => {
      expect(hash[i]).toBeCloseTo(part, 12);
    });
  });

  it("works where two stars share an x (D26)", () => {
    const upright: Four = [
      { x: 0, y: 0 },
      { x: 0, y: 100 },
      { x: 0, y: 30 },
      { x: 20, y: 60 },
    ];
    expect(quadOf(upright, 5)?.hash.every(Number.isFinite)).toBe(true);
  });

  it("is the same whatever the order of its stars, and however they are turned, scaled and shifted", () => {
    const similarity = { a: -1.4 * Math.cos(1), b: 1.4 * Math.sin(1), c: 77, d: -31 };
    for (const four of fours) {
      const quad = quadOf(four, 0);
      const [A, B, C, D] = four.map((star) => applySimilarity(similarity, star));
      for (const other of [quadOf([A, B, C, D], 0), quadOf([D, B, A, C], 0), quadOf([C, D, B, A], 0)]) {
        quad?.hash.forEach((part, i) => {
          expect(other?.hash[i]).toBeCloseTo(part, 9);
        });
        quad?.ends.forEach((end, i) => {
          const { x, y } = applySimilarity(similarity, end);
          expect(other?.ends[i].x).toBeCloseTo(x, 9);
          expect(other?.ends[i].y).toBeCloseTo(y, 9);
        });
      }
    }
  });

  it("has its inner stars in order of x, nearer to the first end", () => {
    for (const four of fours) {
      const [xC, , xD] = quadOf(four, 0)!.hash;
      expect(xC).toBeLessThanOrEqual(xD);
      expect(xC + xD).toBeLessThanOrEqual(1);
    }
  });

  it("is none when two stars are too close, or one is there twice", () => {
    const close: Four = [fours[0][0], { x: fours[0][0].x + 4, y: fours[0][0].y }, fours[0][2], fours[0][3]];
    expect(quadOf(close, 4)).toBeUndefined();
    expect(quadOf(close, 3.9)).toBeDefined();
    expect(quadOf([fours[0][0], fours[0][0], fours[0][2], fours[0][3]], 0)).toBeUndefined();
  });
});
