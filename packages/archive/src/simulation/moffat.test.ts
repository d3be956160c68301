import { describe, expect, it } from "vitest";
import { addStar, enclosed, moffat, radiusOf, widthAt } from "./moffat.ts";

describe("moffat", () => {
  const profile = moffat(4, 3.2);

  it("has the width it was asked for", () => {
    expect(widthAt(profile, 0.5)).toBeCloseTo(4, 12);
    expect(widthAt(profile, 0.1)).toBeGreaterThan(4);
  });

  it("knows the radius of a part of the light, and the part inside a radius", () => {
    for (const part of [0.25, 0.5, 0.75, 0.99])
      expect(enclosed(profile, radiusOf(profile, part))).toBeCloseTo(part, 12);
  });

  it("puts a star's whole flux on the image, centred where asked", () => {
    const width = 61;
    const pixels = new Float32Array(width * 51);
    addStar(pixels, width, { x: 30.3, y: 24.6, flux: 1e6 }, profile, 0.01);
    let [sum, x, y] = [0, 0, 0];
    pixels.forEach((value, index) => {
      sum += value;
      x += value * (index % width);
      y += value * Math.floor(index / width);
    });
    expect(sum / 1e6).toBeCloseTo(enclosed(profile, 25), 2);
    expect(x / sum).toBeCloseTo(30.3, 1.5);
    expect(y / sum).toBeCloseTo(24.6, 1.5);
  });

  it("leaves out a star that drowns, and cuts one at the edge", () => {
    const pixels = new Float32Array(100);
    addStar(pixels, 10, { x: 5, y: 5, flux: 1 }, profile, 1);
    expect(pixels.every((value) => value === 0)).toBe(true);
    addStar(pixels, 10, { x: -1, y: 12, flux: 1000 }, profile, 0.1);
    expect(Math.max(...pixels)).toBe(pixels[90]);
  });
});
