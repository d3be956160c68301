import { expect, it } from "vitest";
import { fitView, keepInside, zoomAt } from "./view-transform.ts";

const window = { width: 800, height: 600 };

it("fits a large picture and does not enlarge a small one", () => {
  expect(fitView({ width: 1600, height: 600 }, window)).toEqual({ x: 0, y: 150, scale: 0.5 });
  expect(fitView({ width: 200, height: 100 }, window)).toEqual({ x: 300, y: 250, scale: 1 });
});

it("keeps the point under the pointer where it is", () => {
  const before = { x: -40, y: 10, scale: 0.5 };
  const after = zoomAt(before, 3, 123, 45, 0.1);
  expect(after.scale).toBe(1.5);
  expect((123 - after.x) / after.scale).toBeCloseTo((123 - before.x) / before.scale, 10);
  expect((45 - after.y) / after.scale).toBeCloseTo((45 - before.y) / before.scale, 10);
});

it("stops at its limits", () => {
  expect(zoomAt({ x: 0, y: 0, scale: 12 }, 10, 0, 0, 0.2).scale).toBe(16);
  expect(zoomAt({ x: 0, y: 0, scale: 0.3 }, 0.1, 0, 0, 0.2).scale).toBe(0.2);
});

it("shows no empty space beside a picture that is larger than the window", () => {
  const picture = { width: 2000, height: 300 };
  expect(keepInside({ x: 50, y: 7, scale: 1 }, picture, window)).toEqual({ x: 0, y: 150, scale: 1 });
  expect(keepInside({ x: -1900, y: 7, scale: 1 }, picture, window)).toEqual({ x: -1200, y: 150, scale: 1 });
});
