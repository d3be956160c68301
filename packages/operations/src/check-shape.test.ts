import { describe, expect, it } from "vitest";
import { checkShape } from "./check-shape.ts";
import median from "./ops/median.ts";

const file = (basename: unknown, more = {}) => ({ basename, source: "archive", ...more });
const check = (inputData: unknown) => () => checkShape(median, inputData);
const nested = (depth: number): unknown => (depth === 0 ? 1 : { deeper: nested(depth - 1) });

describe("the shape of a request", () => {
  it.each([
    ["files with members nobody knows", { input_files: [file("a", { operationInputData: { x: [1] } })], other: "?" }],
    ["too few files, which the run will say", { input_files: [file("a")] }],
    ["no files at all", {}],
    ["a null list", { input_files: null }],
    ["a file without a source", { input_files: [{ basename: "a" }] }],
    ["a source nobody knows, which the run will say", { input_files: [file("a", { source: "nowhere" })] }],
    ["every character a basename may have", { input_files: [file("Aa0._+-")] }],
    ["999 files", { input_files: Array.from({ length: 999 }, (_, i) => file(`f${i}`)) }],
  ])("may hold %s", (_, inputData) => {
    expect(check(inputData)).not.toThrow();
  });

  it.each([
    ["missing (085)", undefined, "input_data must be an object."],
    ["a list (086)", [1], "input_data must be an object."],
    ["null (087)", null, "input_data must be an object."],
    ["a text (088)", "x", "input_data must be an object."],
    [
      "a file without basename (089)",
      { input_files: [{ source: "archive" }] },
      "Every file of input_files needs a basename.",
    ],
    ["a file list that is a text", { input_files: "abc" }, "input_files must be a list of files."],
    ["a file that is a number", { input_files: [1] }, "input_files must be a list of objects with a basename."],
    ["a file that is a list", { input_files: [["a"]] }, "input_files must be a list of objects with a basename."],
    ["1000 files", { input_files: Array(1000).fill(file("a")) }, "input_files may hold at most 999 files."],
    [
      "a source that is an object",
      { input_files: [file("a", { source: {} })] },
      "input_files has a file with an invalid source.",
    ],
    ["1e999", { input_files: [], radius: Number.POSITIVE_INFINITY }, "input_data has a number out of range."],
    ["NaN deep inside", { a: [{ b: [Number.NaN] }] }, "input_data has a number out of range."],
    [
      "1001 target positions",
      { target_positions: Array(1001).fill({ ra: 1, dec: 2 }) },
      "target_positions may hold at most 1000 positions.",
    ],
    ["a thousand levels", nested(1000), "input_data is nested too deeply."],
  ])("is refused for %s", (_, inputData, message) => {
    expect(check(inputData)).toThrow(expect.objectContaining({ kind: "invalid", message }));
  });

  it.each(["", "../a", "a/b", "a..b", ".a", "-large", "a\0", "a b", "ä", "a".repeat(201), "a.-large.b", "a\n"])(
    "is refused for the basename %j (D40)",
    (basename) => {
      expect(check({ input_files: [file(basename)] })).toThrow(/invalid basename/);
    },
  );
});
