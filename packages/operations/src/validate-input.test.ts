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
      { basename: "b-large", primary_optical_element: "rp", observation_date: "2026-01-10", url: "x" },
      { basename: "a", source: "datalab", filter: null, primary_optical_element: "rp" },
    ];
    expect(validateInput(median, { input_files })).toEqual({
      input_files: [
        { basename: "a", source: "datalab", filter: "", observationDate: "" },
        { basename: "b", source: "archive", filter: "rp", observationDate: "2026-01-10" },
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

  it("has to state what is required, whatever the form starts with", () => {
    const radius = { name: "Radius", description: "", type: "float", required: true, default: 7.64 } as const;
    const definition = defineOperation({
      name: "Measure",
      version: 1,
      wizard: { description: "", category: "image", inputs: { radius } },
      async run() {},
    });
    expect(() => validateInput(definition, {})).toThrow("Measure: Radius must be a number.");
    expect(validateInput(definition, { radius: 7.64 })).toEqual({ radius: 7.64 });
  });

  it("has colours and scale points where its files are channels, undefined when they cannot be", () => {
    const channels = {
      name: "Channel",
      description: "",
      type: "fits",
      color_picker: true,
      include_custom_scale: true,
    } as const;
    const definition = defineOperation({
      name: "Colour",
      version: 1,
      wizard: { description: "", category: "image", inputs: { channels } },
      async run() {},
    });
    const file = (basename: string) => ({ basename, source: "archive", filter: "", observationDate: "" });
    const sent = [
      { basename: "a", color: { r: "255", g: 0, b: 12.5 }, zmin: "1e3", zmax: 0 },
      { basename: "b", color: "red", zmin: "low", zmax: null },
    ];
    expect(validateInput(definition, { channels: sent })).toEqual({
      channels: [{ ...file("a"), color: { r: 255, g: 0, b: 12.5 }, zmin: 1000, zmax: 0 }, file("b")],
    });
  });

  it("has targets with right ascensions in one turn", () => {
    expect(validateInput(measured, { target_positions: [{ ra: -10, dec: 5, mjd: "60000" }] })).toMatchObject({
      source: { ra: 350, dec: 5, mjd: 60_000 },
    });
    expect(() => validateInput(measured, { source: { ra: 0, dec: 90.5 } })).toThrow("between −90 and 90");
    expect(() => validateInput(measured, { source: { ra: 0, dec: 5, mjd: "soon" } })).toThrow("needs a position");
  });

  it("has as many target positions as it needs", () => {
    const target_positions = {
      name: "Target Positions",
      description: "",
      type: "target_positions",
      minimum: 2,
    } as const;
    const definition = defineOperation({
      name: "Track",
      version: 1,
      wizard: { description: "", category: "image", inputs: { target_positions } },
      async run() {},
    });
    const message = "Track: Target Positions needs at least 2 target positions.";
    expect(() => validateInput(definition, { source: { ra: 1, dec: 2 } })).toThrow(message);
    expect(() => validateInput(definition, {})).toThrow(message);
    expect(() => validateInput(definition, { target_positions: [{ ra: 1 }, { ra: 1, dec: 1 }] })).toThrow(
      "Every position of Target Positions needs ra and dec in degrees",
    );
  });
});
