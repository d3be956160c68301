import { describe, expect, it } from "vitest";
import { annulusBackground } from "./background.ts";
import { cropOf, imageOf, imageQ } from "./star-image.fixture.ts";

const ring = { x: 30, y: 29, inner: 10, outer: 15 };

describe("background of a ring", () => {
  it("gives the vectors of the specification", () => {
    const q = imageQ();
    expect(q.data[28 * 60 + 30]).toBeCloseTo(5070.102, 3);
    expect(q.data[10 * 60 + 20]).toBe(106);
    const clipped = annulusBackground(q, ring);
    expect(clipped.mean).toBeCloseTo(105.13928452688246, 9);
    expect(clipped.pixels).toBe(398);
    const whole = annulusBackground(q, ring, { removeStars: false, plane: true });
    expect(whole.mean).toBeCloseTo(105.17412288665771, 9);
    expect(whole.pixels).toBe(400);
    const expected = [105.17412288665778, 0.016050485089, -0.0099001988876];
    whole.plane?.forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k], 9);
    });
  });

  it("is the same for a part of the image that holds the ring", () => {
    const q = imageQ();
    const part = cropOf(q, 14, 13, 32, 33);
    expect(annulusBackground(part, ring, { plane: true })).toEqual(annulusBackground(q, ring, { plane: true }));
  });

  it("takes just the pixels whose centres lie in the ring, both edges counting", () => {
    const image = imageOf(40, 40, (x, y) => x * 1000 + y);
    for (const ring of [
      { x: 20.5, y: 20.5, inner: 3, outer: 5 },
      { x: 11.3, y: 27.9, inner: 2.2, outer: 7.75 },
      { x: 1.2, y: 38.8, inner: 0, outer: 6 },
      { x: -3, y: 20, inner: 4, outer: 10 },
    ]) {
      let [sum, count] = [0, 0];
      for (let j = 0; j < 40; j++) {
        for (let i = 0; i < 40; i++) {
          const square = (i - ring.x + 0.5) ** 2 + (j - ring.y + 0.5) ** 2;
          if (square < ring.inner ** 2 || square > ring.outer ** 2) continue;
          sum += image.data[j * 40 + i];
          count++;
        }
      }
      const background = annulusBackground(image, ring, { removeStars: false });
      expect(background.pixels).toBe(count);
      expect(background.mean).toBeCloseTo(sum / count, 8);
    }
  });

  it("leaves out pixels without a value, and rejects a star in the ring", () => {
    const image = imageOf(60, 60, (x, y) => {
      if (x === 41 && y === 30) return Number.NaN;
      return 100 + ((x + y) % 5) + (Math.hypot(x - 42, y - 26) < 2 ? 30_000 : 0);
    });
    const clipped = annulusBackground(image, ring);
    expect(clipped.mean).toBeGreaterThan(101);
    expect(clipped.mean).toBeLessThan(103);
    expect(annulusBackground(image, ring, { removeStars: false }).pixels).toBe(399);
  });

  it("is 0 of 0 pixels without a ring or without a pixel in it", () => {
    const nothing = { mean: 0, pixels: 0 };
    expect(annulusBackground(imageQ(), { ...ring, inner: 15 })).toEqual(nothing);
    expect(annulusBackground(imageQ(), { ...ring, x: -200 })).toEqual(nothing);
    expect(annulusBackground(imageQ(), { ...ring, x: Number.NaN })).toEqual(nothing);
  });

  it("has no plane through fewer than four pixels or through a line", () => {
    const one = imageOf(60, 1, (x) => x);
    const line = annulusBackground(one, { x: 30, y: 0.5, inner: 3, outer: 20 }, { plane: true });
    expect(line.pixels).toBeGreaterThan(10);
    expect(line.plane).toBeUndefined();
    expect(
      annulusBackground(
        imageOf(2, 1, () => 1),
        { x: 1, y: 0, inner: 0, outer: 3 },
        { plane: true },
      ).plane,
    ).toBeUndefined();
  });
});
