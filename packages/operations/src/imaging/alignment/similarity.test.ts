import { describe, expect, it } from "vitest";
import { alignmentMap } from "./alignment-map.ts";
import { applySimilarity, fitSimilarity, invertSimilarity, type Point, similarityOfPairs } from "./similarity.ts";

const turned = { a: 1.02 * Math.cos(0.3), b: 1.02 * Math.sin(0.3), c: -12.5, d: 7.25 };
const points: Point[] = [
  { x: 3, y: 4 },
  { x: 100, y: -7 },
  { x: 41.5, y: 90 },
  { x: -20, y: 33 },
];

function expectClose<Numbers extends object>(one: Numbers, other: Numbers): void {
  expect(Object.keys(one)).toEqual(Object.keys(other));
  Object.values(one).forEach((value, i) => {
    expect(value).toBeCloseTo(Object.values(other)[i], 9);
  });
}

describe("a similarity", () => {
  it("turns, scales and shifts", () => {
    expectClose(applySimilarity({ a: 0, b: 2, c: 10, d: 20 }, { x: 3, y: 4 }), { x: 2, y: 26 });
  });

  it("follows from two pairs of points", () => {
    const to = points.map((point) => applySimilarity(turned, point));
    expectClose(similarityOfPairs([points[0], points[1]], [to[0], to[1]]), turned);
  });

  it("is fitted by least squares", () => {
    const to = points.map((point) => applySimilarity(turned, point));
    expectClose(fitSimilarity(points, to), turned);
    const square = [points[0], { x: 5, y: 4 }, { x: 3, y: 6 }, { x: 5, y: 6 }];
    const spread = square.map(({ x, y }, i) => ({ x: x + (i % 2 ? 0.1 : -0.1), y: y + (i > 1 ? 0.1 : -0.1) }));
    expectClose(fitSimilarity(square, spread), { a: 1.1, b: 0, c: -0.4, d: -0.5 });
  });

  it("is undone by its inverse", () => {
    const back = invertSimilarity(turned);
    for (const point of points) expectClose(applySimilarity(back, applySimilarity(turned, point)), point);
  });
});

describe("the map of an alignment", () => {
  /** From edge coordinates of the reference to those of the image, by way of pixels whose first one is centred on 1. */
  function back(x: number, y: number, half: number): [number, number] {
    const own = applySimilarity(invertSimilarity(turned), { x: x + half, y: y + half });
    return [own.x - half, own.y - half];
  }

  it.each([
    ["is the exact way back (D28)", 0.5],
    ["leaves out the half pixels for parity", 0],
  ])("%s", (_, wcsToEdge) => {
    const [a, b, c, d, e, f] = alignmentMap(turned, wcsToEdge);
    for (const { x, y } of points) {
      const [expectedX, expectedY] = back(x, y, wcsToEdge);
      expect(a * x + b * y + c).toBeCloseTo(expectedX, 9);
      expect(d * x + e * y + f).toBeCloseTo(expectedY, 9);
    }
  });
});
