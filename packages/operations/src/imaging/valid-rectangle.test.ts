import { describe, expect, it } from "vitest";
import { intersection, validRectangle } from "./valid-rectangle.ts";

function rectangleOf(...rows: string[]) {
  const footprint = Uint8Array.from(rows.join(""), (character) => Number(character === "#"));
  return validRectangle(footprint, rows[0].length);
}

describe("validRectangle", () => {
  it("is the envelope of what is valid", () => {
    expect(rectangleOf("......", "..###.", "..###.")).toEqual({ x0: 2, y0: 1, x1: 5, y1: 3 });
    expect(rectangleOf("#")).toEqual({ x0: 0, y0: 0, x1: 1, y1: 1 });
  });

  it("moves each side once a pass, bottom first", () => {
    expect(rectangleOf("..#..", ".###.", "#####", ".###.", "..#..")).toEqual({ x0: 1, y0: 1, x1: 4, y1: 4 });
    expect(rectangleOf("#####", "####.", "#####")).toEqual({ x0: 0, y0: 0, x1: 4, y1: 3 });
    expect(rectangleOf("####.", "#####", "#####")).toEqual({ x0: 0, y0: 1, x1: 5, y1: 3 });
  });

  it("leaves a hole inside alone: no side meets it", () => {
    expect(rectangleOf("#####", "##.##", "#####")).toEqual({ x0: 0, y0: 0, x1: 5, y1: 3 });
  });

  it.each([
    ["nothing valid", [".....", "....."]],
    ["a diagonal", ["#...", ".#..", "..#.", "...#"]],
  ])("refuses %s", (_, rows) => {
    expect(() => rectangleOf(...rows)).toThrow("The images do not share a sky area that can be stacked.");
  });
});

describe("intersection", () => {
  it("is what all share", () => {
    expect(
      intersection([
        { x0: 5, y0: 2, x1: 42, y1: 29 },
        { x0: 4, y0: 5, x1: 39, y1: 29 },
      ]),
    ).toEqual({ x0: 5, y0: 5, x1: 39, y1: 29 });
  });

  it("refuses rectangles that share nothing", () => {
    expect(() =>
      intersection([
        { x0: 0, y0: 0, x1: 2, y1: 2 },
        { x0: 2, y0: 0, x1: 4, y1: 2 },
      ]),
    ).toThrow("do not share");
  });
});
