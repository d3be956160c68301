import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { defineOperation } from "./define.ts";
import { inputFiles, sortFileLists } from "./input-files.ts";
import median from "./ops/median.ts";
import { resultKey, semanticInput } from "./result-key.ts";

const key = (...files: unknown[]) => resultKey(median, { input_files: files });
const a = { basename: "a", source: "archive" };
const b = { basename: "b", source: "archive" };

describe("the key of a result", () => {
  it("is the sha256 of name, version and canonical semantic input", () => {
    expect(key(a, b)).toBe("88c6600ecea29a13f7bc7594243941e36d7a2145932c24d62a62156533562e55");
  });

  it.each([
    ["the order of files", [b, a]],
    ["a missing source", [{ basename: "a" }, { basename: "b", source: null }]],
    ["links and other members", [{ ...a, url: "https://x", filter: "rp", id: 7 }, b]],
    ["picture names", [{ basename: "a-large" }, { basename: "b-small" }]],
  ])("does not depend on %s", (_, files) => {
    expect(key(...files)).toBe(key(a, b));
  });

  it.each([
    ["another file", [a, { ...b, basename: "c" }]],
    ["another source", [a, { ...b, source: "datalab" }]],
    ["a file given twice", [a, b, b]],
  ])("changes with %s", (_, files) => {
    expect(key(...files)).not.toBe(key(a, b));
  });

  it("changes with the version of the operation", () => {
    expect(resultKey({ ...median, version: median.version + 1 }, { input_files: [a, b] })).not.toBe(key(a, b));
  });

  it("differs under PARITY, whose name ends the first line, and only then", () => {
    const line = (first: string) =>
      createHash("sha256").update(`${first}\n{"input_files":[{"basename":"a","source":"archive"}]}`).digest("hex");
    expect(resultKey(median, { input_files: [a] }, true)).toBe(line(`Median/${median.version}/parity`));
    expect(resultKey(median, { input_files: [a] }, false)).toBe(line(`Median/${median.version}`));
  });

  it("exists for a request without files", () => {
    expect(resultKey(median, {})).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("semantic input", () => {
  const labelled = { name: "Label", description: "Words" };
  const everything = defineOperation({
    name: "Everything",
    version: 3,
    wizard: {
      description: "Has one input of each kind",
      category: "image",
      inputs: {
        channels: { ...labelled, type: "fits", color_picker: true, include_custom_scale: true },
        source: { ...labelled, type: "source", required: true },
        mode: { ...labelled, type: "select", options: ["simple", "other"], default: "simple" },
        radius: { ...labelled, type: "float", default: 7.64 },
        count: { ...labelled, type: "int" },
        word: { ...labelled, type: "string", default: "x" },
      },
    },
    async run() {},
  });

  it("takes numeric strings as numbers, fills in defaults and leaves labels out", () => {
    const inputData = {
      channels: [{ basename: "a", color: { r: "255", g: 0, b: 0, label: "red" }, zmin: "1.5", zmax: 20 }],
      source: { ra: "10.5", dec: -3, name: "M 31" },
      mode: "no such mode",
      count: "5",
    };
    expect(semanticInput(everything, inputData)).toEqual({
      channels: [{ source: "archive", basename: "a", color: { r: 255, g: 0, b: 0 }, zmin: 1.5, zmax: 20 }],
      source: { ra: 10.5, dec: -3, mjd: undefined },
      mode: "simple",
      radius: 7.64,
      count: 5,
      word: "x",
    });
    expect(resultKey(everything, inputData)).toBe(
      resultKey(everything, { ...inputData, radius: "7.64", mode: "simple" }),
    );
  });

  it("keeps a value that cannot be parsed as it came, so the request still has a key", () => {
    expect(semanticInput(everything, { radius: "wide", source: 5 })).toMatchObject({ radius: "wide", source: null });
  });
});

describe("the target in the key", () => {
  const describedAs = { name: "Target", description: "" };
  const measuring = (type: "source" | "target_positions") =>
    defineOperation({
      name: "Measure",
      version: 1,
      wizard: { description: "", category: "image", inputs: { [type]: { ...describedAs, type } } },
      async run() {},
    });

  it("is the same whether it came as source or as target_positions, whatever it is called", () => {
    const definition = measuring("source");
    const keyOf = (inputData: object) => resultKey(definition, inputData as Record<string, unknown>);
    const asSource = keyOf({ source: { ra: 10.5, dec: -3, name: "M 31" } });
    expect(keyOf({ target_positions: [{ ra: "10.5", dec: -3 }] })).toBe(asSource);
    expect(keyOf({ target_positions: { ra: 10.5, dec: -3, name: "x" } })).toBe(asSource);
    expect(keyOf({ source: { ra: 10.5, dec: -3, mjd: 60_000 } })).not.toBe(asSource);
  });

  it("does not depend on the order of timed positions", () => {
    const definition = measuring("target_positions");
    const [a, b] = [1, 2].map((day) => ({ ra: day, dec: 0, mjd: 60_000 + day }));
    expect(semanticInput(definition, { target_positions: [b, a] })).toEqual({ target_positions: [a, b] });
  });
});

describe("what an operation reads of its files' entries", () => {
  it("is in the key", () => {
    const definition = { ...median, reads: ["filter", "observation_date"] as const };
    const entry = { ...a, primary_optical_element: "rp", observation_date: "2026-01-10", url: "x" };
    expect(semanticInput(definition, { input_files: [entry, b] })).toEqual({
      input_files: [
        { ...a, filter: "rp", observation_date: "2026-01-10" },
        { ...b, filter: "", observation_date: "" },
      ],
    });
  });
});

describe("a value that a request has to state", () => {
  it("is not filled in by what the form starts with", () => {
    const radius = { name: "Radius", description: "", type: "float", required: true, default: 7.64 } as const;
    const definition = { ...median, wizard: { ...median.wizard, inputs: { ...median.wizard.inputs, radius } } };
    expect(semanticInput(definition, {})).toEqual({ input_files: [], radius: undefined });
  });
});

describe("the files of a request", () => {
  const inputData = { input_files: [{ ...b, url: "u" }, { basename: "a-large" }, a], note: 1 };

  it("are listed once each, in order of processing", () => {
    expect(inputFiles(median, inputData)).toEqual([a, b]);
  });

  it("are sorted in a copy that keeps all members; the request stays as it was", () => {
    const before = structuredClone(inputData);
    expect(sortFileLists(median, inputData)).toEqual({
      input_files: [a, { basename: "a-large" }, { ...b, url: "u" }],
      note: 1,
    });
    expect(inputData).toEqual(before);
  });

  it("stay away when they are not there", () => {
    expect(sortFileLists(median, { note: 1 })).toEqual({ note: 1 });
  });
});
