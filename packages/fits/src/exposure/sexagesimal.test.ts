import { expect, it } from "vitest";
import { sexagesimal } from "./sexagesimal.ts";

it("reads what headers write for angles (operations.md §8.5)", () => {
  expect(sexagesimal("10:30:15.5") * 15).toBeCloseTo(157.56458333333333, 12);
  expect(sexagesimal("-05:12:30.25")).toBeCloseTo(-5.208402777777778, 14);
  expect(sexagesimal("-00 30 00")).toBe(-0.5);
  expect(sexagesimal("+12 30")).toBe(12.5);
  expect(sexagesimal(" 1.25 ")).toBe(1.25);
  expect(sexagesimal(-3)).toBe(-3);
  for (const text of ["N/A", "", undefined, "1:60:00", "1:2:60", "12:"]) expect(sexagesimal(text)).toBeNaN();
});
