import { describe, expect, it } from "vitest";
import { sortRows } from "./sort-rows.ts";

describe("sorting", () => {
  const rows = [{ n: 10 }, { n: null }, { n: 9 }];
  it("is by number, rows without one last both ways", () => {
    expect(sortRows(rows, ({ n }) => n, false).map(({ n }) => n)).toEqual([9, 10, null]);
    expect(sortRows(rows, ({ n }) => n, true).map(({ n }) => n)).toEqual([10, 9, null]);
  });
  it("reads numbers in texts", () => {
    expect(sortRows(["cand-10", "cand-9"], (text) => text, false)).toEqual(["cand-9", "cand-10"]);
  });
});
