import { expect, it } from "vitest";
import { fitView, keepInside, pixelAt, shownPart, zoomAt } from "./view-transform.ts";

const window = { width: 800, height: 600 };

it("fits a large picture and enlarges a small one by a whole number", () => {
  expect(fitView({ width: 1600, height: 600 }, window)).toEqual({ x: 0, y: 150, scale: 0.5 });
  expect(fitView({ width: 200, height: 100 }, window)).toEqual({ x: 0, y: 100, scale: 4 });
  expect(fitView({ width: 300, height: 100 }, window)).toEqual({ x: 100, y: 200, scale: 2 });
  expect(fitView({ width: 2, height: 2 }, window).scale).toBe(16);
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

it("names the pixel under a point as FITS counts: from 1, from the lower left", () => {
  const picture = { width: 100, height: 50 };
  const view = { x: 10, y: 20, scale: 4 };
  expect(pixelAt(view, picture, { x: 10, y: 20 })).toEqual({ x: 1, y: 50 });
  expect(pixelAt(view, picture, { x: 409.9, y: 219.9 })).toEqual({ x: 100, y: 1 });
  expect(pixelAt(view, picture, { x: 410, y: 100 })).toBeNull();
  expect(pixelAt(view, picture, { x: 100, y: 19 })).toBeNull();
});

it("knows which part of the picture is in the window", () => {
  const picture = { width: 1600, height: 600 };
  expect(shownPart(fitView(picture, window), picture, window)).toBeNull();
  expect(shownPart({ x: -400, y: 0, scale: 1 }, picture, window)).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 });
});
