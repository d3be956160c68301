import { expect, it } from "vitest";
import { uniform } from "../../../test/star-fields.ts";
import { KdTree } from "./kd-tree.ts";

function byLooking(points: Float64Array, dimensions: number, target: number[]) {
  const distances = Array.from({ length: points.length / dimensions }, (_, i) =>
    Math.hypot(...target.map((value, axis) => value - points[i * dimensions + axis])),
  );
  const sorted = [...distances].sort((a, b) => a - b);
  return { distance: sorted[0] ?? Number.POSITIVE_INFINITY, second: sorted[1] ?? Number.POSITIVE_INFINITY };
}

it.each([
  [2, 1],
  [2, 2],
  [2, 500],
  [4, 3],
  [4, 1000],
])("finds what looking at every point finds: %i dimensions, %i points", (dimensions, count) => {
  const random = uniform(dimensions * count);
  // Coarse steps, so that many points share a coordinate and some are equal.
  const points = Float64Array.from({ length: count * dimensions }, () => Math.floor(random() * 20) / 10);
  const tree = new KdTree(points, dimensions);
  for (let query = 0; query < 100; query++) {
    const target = Array.from({ length: dimensions }, () => random() * 2.4 - 0.2);
    const { index, distance, second } = tree.nearest(target);
    const expected = byLooking(points, dimensions, target);
    expect(distance).toBeCloseTo(expected.distance, 12);
    if (count > 1) expect(second).toBeCloseTo(expected.second, 12);
    const own = points.subarray(index * dimensions, (index + 1) * dimensions);
    expect(Math.hypot(...target.map((value, axis) => value - own[axis]))).toBeCloseTo(distance, 12);
  }
});

it("finds nothing among no points", () => {
  const nothing = { index: -1, distance: Number.POSITIVE_INFINITY, second: Number.POSITIVE_INFINITY };
  expect(new KdTree(new Float64Array(0), 4).nearest([0, 0, 0, 0])).toEqual(nothing);
});
