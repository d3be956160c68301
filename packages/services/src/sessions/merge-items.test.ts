import { describe, expect, it } from "vitest";
import { mergeItems } from "./merge-items.ts";

const frame = (basename: string, more = {}) => ({ source: "archive", basename, ...more });

describe("merging a session's items", () => {
  it("adds new items after the stored ones and removes nothing", () => {
    expect(mergeItems([frame("a"), frame("b")], [frame("c"), frame("a")])).toEqual([
      frame("a"),
      frame("b"),
      frame("c"),
    ]);
    expect(mergeItems([frame("a")], [])).toEqual([frame("a")]);
  });

  it("keeps the stored copy of an item that differs only in other members", () => {
    const stored = [frame("a", { url: "https://old" })];
    expect(mergeItems(stored, [frame("a", { url: "https://new" })])).toEqual(stored);
  });

  it("takes the same basename from another source for another item", () => {
    const result = { source: "datalab", basename: "a" };
    expect(mergeItems([frame("a")], [result])).toEqual([frame("a"), result]);
  });

  it("takes an item without a source for the archive's", () => {
    expect(mergeItems([frame("a")], [{ basename: "a" }])).toEqual([frame("a")]);
  });

  it("compares items without a basename throughout", () => {
    expect(mergeItems([{ a: [1] }, "x"], [{ a: [1] }, { a: [2] }, "x", 3])).toEqual([{ a: [1] }, "x", { a: [2] }, 3]);
  });

  it("adds an item that was sent twice once", () => {
    expect(mergeItems([], [frame("a"), frame("a"), { n: 1 }, { n: 1 }])).toEqual([frame("a"), { n: 1 }]);
  });

  it("keeps a stored value that is no list as the first item", () => {
    expect(mergeItems({ a: 1 }, [frame("b")])).toEqual([{ a: 1 }, frame("b")]);
  });
});
