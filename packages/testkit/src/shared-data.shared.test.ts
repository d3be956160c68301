import { describe, expect, it } from "vitest";
import { sharedData } from "./shared-data.ts";

describe("sharedData", () => {
  it("finds the data beside the checkout", () => {
    expect(sharedData("frames/truth.json")).toMatch(/shared\/data\/frames\/truth\.json$/);
  });
  it("says clearly what is missing", () => {
    expect(() => sharedData("frames/none")).toThrow(/needs .*shared\/data\/frames\/none/);
  });
});
