import { describe, expect, it } from "vitest";
import { defineOperation } from "./define.ts";
import median from "./ops/median.ts";
import { validateFileList, validateInput } from "./validate-input.ts";
import type { FitsInput } from "./wizard.ts";

const files = (...filters: string[]) => filters.map((filter, i) => ({ basename: `f${i}`, source: "archive", filter }));

describe("a file list", () => {
  const input: FitsInput = {
    name: "Input Files",
    description: "Images",
    type: "fits",
    minimum: 2,
    maximum: 3,
    single_filter: true,
    filter_options: ["rp", "ip"],
  };

  it.each([
    ["too few", files("rp"), "Median needs at least 2 Input Files file(s)."],
    ["too many", files("rp", "rp", "rp", "rp"), "Median takes at most 3 Input Files file(s)."],
    ["an unstated filter", files("rp", ""), "Median: every Input Files must state its filter."],
    [
      "filters that are not allowed",
      files("zs", "RP", "ip"),
      "Median: Input Files must be in one of the filters rp, ip, not RP, zs.",
    ],
    ["more than one filter", files("rp", "ip"), "Median: all Input Files must share one filter; these are in ip, rp."],
  ])("is refused for %s", (_, list, message) => {
    expect(() => validateFileList("Median", input, list)).toThrow(
      expect.objectContaining({ kind: "invalid", message }),
    );
  });

  it("needs one file and has no upper end unless it says so", () => {
    const any: FitsInput = { name: "Files", description: "", type: "fits" };
    expect(() => validateFileList("X", any, [])).toThrow("X needs at least 1 Files file(s).");
    expect(() => validateFileList("X", any, files(...Array(2000).fill("")))).not.toThrow();
  });
});

describe("an input", () => {
  it("comes out typed, with sorted files, plain names and default sources", () => {
    const input_files = [
      { basename: "b-large", primary_optical_element: "rp", url: "x" },
      { basename: "a", source: "datalab", filter: null, primary_optical_element: "rp" },
    ];
    expect(validateInput(median, { input_files })).toEqual({
      input_files: [
        { basename: "a", source: "datalab", filter: "" },
        { basename: "b", source: "archive", filter: "rp" },
      ],
    });
  });

  it("without files is told how many it needs", () => {
    expect(() => validateInput(median, {})).toThrow("Median needs at least 2 Input Files file(s).");
  });

  const measured = defineOperation({
    name: "Measure",
    version: 1,
    wizard: {
      description: "",
      category: "image",
      inputs: {
        source: { name: "Target", description: "", type: "source", required: true },
        radius: { name: "Radius", description: "", type: "float", default: 7.64, minimum: 1, maximum: 300 },
        count: { name: "Count", description: "", type: "int" },
        mode: { name: "Mode", description: "", type: "select", options: ["simple", "other"], default: "simple" },
        label: { name: "Label", description: "", type: "string" },
      },
    },
    async run() {},
  });
  const source = { ra: 1, dec: 2 };

  it("fills in defaults and reads numbers written as strings", () => {
    expect(
      validateInput(measured, { source: { ra: "1.5", dec: 2, name: "x" }, count: "3", mode: 7, label: null }),
    ).toEqual({
      source: { ra: 1.5, dec: 2 },
      radius: 7.64,
      count: 3,
      mode: "simple",
      label: undefined,
    });
  });

  it.each([
    [{}, "Measure: Target needs a position."],
    [{ source: { ra: "x", dec: 1 } }, "Measure: Target needs a position."],
    [{ source, radius: "wide" }, "Measure: Radius must be a number."],
    [{ source, radius: 0 }, "Measure: Radius must be at least 1."],
    [{ source, radius: 301 }, "Measure: Radius must be at most 300."],
    [{ source, count: 1.5 }, "Measure: Count must be a whole number."],
    [{ source, label: 4 }, "Measure: Label must be a text."],
  ])("%j is refused: %s", (inputData, message) => {
    expect(() => validateInput(measured, inputData)).toThrow(expect.objectContaining({ kind: "invalid", message }));
  });
});
