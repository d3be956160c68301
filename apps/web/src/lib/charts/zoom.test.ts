import { describe, expect, it } from "vitest";
import { zoomedPart } from "./zoom.ts";

describe("zooming an axis", () => {
  it("keeps its middle", () => {
    expect(zoomedPart({ start: 20, end: 40 }, 0.5)).toEqual({ start: 25, end: 35 });
  });
  it("stays on the axis", () => {
    expect(zoomedPart({ start: 0, end: 20 }, 2)).toEqual({ start: 0, end: 40 });
    expect(zoomedPart({ start: 90, end: 100 }, 4)).toEqual({ start: 60, end: 100 });
  });
  it("ends at everything", () => {
    expect(zoomedPart({ start: 40, end: 60 }, Number.POSITIVE_INFINITY)).toEqual({ start: 0, end: 100 });
  });
});
