import { describe, expect, it } from "vitest";
import { splitPositions } from "./split-positions.ts";

describe("pasted positions", () => {
  it("are rows by commas, tabs or spaces", () => {
    expect(splitPositions("10, 20, 61051.1\r\n11\t21\t61051.2\n12 22\n")).toEqual([
      { ra: "10", dec: "20", time: "61051.1" },
      { ra: "11", dec: "21", time: "61051.2" },
      { ra: "12", dec: "22", time: "" },
    ]);
  });
  it.each(["06 30 32.8", "2026-01-11 02:24:57", "97.6", "", "1,2,3,4"])(
    "leave %j to the field it is pasted into",
    (text) => {
      expect(splitPositions(text)).toEqual([]);
    },
  );
});
