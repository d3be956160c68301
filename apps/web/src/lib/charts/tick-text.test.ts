import { describe, expect, it } from "vitest";
import { tickText } from "./tick-text.ts";

describe("the number at a tick", () => {
  it.each([
    [14.5, 2, "14.50"],
    [14.600000000000001, 2, "14.60"],
    [14.605, 2, "14.605"],
    [3, 0, "3"],
    [1e-7, 2, "0.0000001"],
  ])("%d with %d decimals at least is %s", (value, decimals, text) => {
    expect(tickText(value, decimals)).toBe(text);
  });
});
