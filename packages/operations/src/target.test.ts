import { describe, expect, it } from "vitest";
import { requestedValue, submittedTarget } from "./target.ts";

const source = { type: "source" } as const;
const positions = { type: "target_positions" } as const;
const named = { ra: 1, dec: 2, name: "a" };

describe("the target of a request", () => {
  it("may come as a source, as one position or as a list of positions, which win", () => {
    expect(requestedValue("source", source, { source: named })).toBe(named);
    expect(requestedValue("source", source, { target_positions: named, source: {} })).toBe(named);
    expect(requestedValue("target_positions", positions, { source: named })).toEqual([named]);
    expect(requestedValue("target_positions", positions, { target_positions: null, source: named })).toEqual([named]);
    expect(requestedValue("source", source, {})).toBeUndefined();
    expect(requestedValue("source", source, { target_positions: [] })).toBeUndefined();
  });

  it("is in order of time, positions without one last and as they came", () => {
    const [late, early] = [
      { ...named, mjd: 60_001 },
      { ...named, mjd: "60000.5" },
    ];
    const other = { ra: 3, dec: 4 };
    const target_positions = [named, late, other, early];
    expect(requestedValue("target_positions", positions, { target_positions })).toEqual([early, late, named, other]);
    expect(requestedValue("source", source, { target_positions })).toBe(early);
    expect(target_positions).toEqual([named, late, other, early]);
  });

  it("keeps what cannot be a position for the check of values to judge", () => {
    expect(requestedValue("source", source, { source: "M 31" })).toBe("M 31");
    expect(requestedValue("target_positions", positions, { target_positions: [5, null] })).toEqual([5, null]);
  });

  it("leaves other inputs alone", () => {
    expect(requestedValue("cluster", source, { cluster: named, target_positions: [{}] })).toBe(named);
    expect(requestedValue("radius", { type: "float" }, { radius: 5 })).toBe(5);
  });

  it("is known by the words it was first sent with", () => {
    expect(submittedTarget({ target_positions: [named, { mjd: 1 }] })).toBe(named);
    expect(submittedTarget({ source: "x" })).toBeUndefined();
    expect(submittedTarget({})).toBeUndefined();
  });
});
