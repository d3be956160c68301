import { expect, it } from "vitest";
import { finiteJson } from "./finite-json.ts";

it("writes numbers JSON cannot hold as null, at any depth, and leaves the original alone (D01)", () => {
  const value = { a: Number.NaN, b: [1, Number.POSITIVE_INFINITY, { c: -Infinity, d: "NaN", e: null }], f: true };
  expect(finiteJson(value)).toEqual({ a: null, b: [1, null, { c: null, d: "NaN", e: null }], f: true });
  expect(value.a).toBeNaN();
});
