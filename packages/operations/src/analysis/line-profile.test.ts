import { describe, expect, it } from "vitest";
import { separation } from "../photometry/separation.ts";
import { linePoints, sampleLine } from "./line-points.ts";
import { lineEnds } from "./line-profile.ts";
import { positionAngle } from "./position-angle.ts";

/** 5 rows of 6 pixels, 0 to 29. */
const image = { width: 6, height: 5 };
const at = async (columns: ArrayLike<number>, rows: ArrayLike<number>) =>
  Float64Array.from({ length: columns.length }, (_, i) => rows[i] * image.width + columns[i]);
const profile = ([row1, column1]: number[], [row2, column2]: number[], read = at) =>
  sampleLine({ at: read }, image, linePoints({ row: row1, column: column1 }, { row: row2, column: column2 }));

describe("values along a line (vectors of analysis.md §2)", () => {
  it.each([
    [
      [1, 1],
      [3, 4],
      [7, 10.75, 14.5, 18.25, 22],
    ],
    [
      [0, 0],
      [4, 5],
      [0, 4.14285714, 8.28571429, 12.42857143, 16.57142857, 20.71428571, 24.85714286, 29],
    ],
    [
      [-1, -1],
      [2.2, 7],
      [-1, -0.68395062, 0.26419753, 2.06666667, 5.08888889, 8.11111111, 11.13333333, 10.61481481, -1, -1],
    ],
    [
      [1.5, 1.25],
      [3.1, 4.7],
      [10.25, 13.5125, 16.775, 20.0375, 23.3],
    ],
  ])("from %j to %j", async (start, end, expected) => {
    const values = await profile(start, end);
    expect(values).toHaveLength(expected.length);
    for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 7);
  });

  it("of no length is one value", async () => {
    expect(await profile([2, 3], [2, 3])).toEqual([15]);
  });

  it("never asks for pixels that are not there", async () => {
    const read = async (columns: ArrayLike<number>, rows: ArrayLike<number>) => {
      for (let i = 0; i < columns.length; i++) {
        expect(columns[i] >= 0 && columns[i] < 6 && rows[i] >= 0 && rows[i] < 5).toBe(true);
      }
      return at(columns, rows);
    };
    await profile([-30, -20], [40, 50], read);
  });

  it("has no value beside a pixel without one, and is not touched by it elsewhere", async () => {
    const read = async (columns: ArrayLike<number>, rows: ArrayLike<number>) =>
      (await at(columns, rows)).map((value) => (value === 14 ? Number.NaN : value));
    expect(await profile([2, 0], [2, 5], read)).toEqual([12, 13, Number.NaN, 15, 16, 17]);
  });
});

describe("the ends of a line on a picture of another shape", () => {
  const request = { x1: 30, y1: 40, x2: 60, y2: 160, width: 200, height: 90 };
  const frame = { width: 400, height: 270 };

  it("are rows by height and columns by width, half a pixel from the edge (D33)", () => {
    const { pixels, sky } = lineEnds(request, frame, false);
    expect(pixels).toEqual([
      { row: 30 * 3 - 0.5, column: 40 * 2 - 0.5 },
      { row: 60 * 3 - 0.5, column: 160 * 2 - 0.5 },
    ]);
    expect(sky).toEqual(pixels);
  });

  it("are exchanged and unshifted in parity mode", () => {
    expect(lineEnds(request, frame, true).pixels[0]).toEqual({ row: 60, column: 40 * 3 });
  });
});

it("length and direction on the sky (vector of analysis.md §2)", () => {
  const [from, to] = [
    { ra: 150, dec: 20 },
    { ra: 150.0003, dec: 20.0002 },
  ];
  expect(separation(from, to)).toBeCloseTo(1.2443294622860497, 9);
  expect(positionAngle(from, to)).toBeCloseTo(54.64606585900359, 7);
  expect(positionAngle(to, from)).toBeCloseTo(54.64606585900359 + 180, 3);
});
