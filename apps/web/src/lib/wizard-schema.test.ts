import { describe, expect, it } from "vitest";
import { initialValues } from "./form-values.ts";
import { type FrameChoice, sessionFrames } from "./frame-choice.ts";
import { inputData } from "./input-data.ts";
import { readCatalogue } from "./wizard.ts";
import { wizardSchema } from "./wizard-schema.ts";

const frames = (...filters: string[]): FrameChoice[] =>
  sessionFrames(filters.map((filter, index) => ({ source: "archive", basename: `f${index}`, filter, extra: index })));

const operation = (inputs: Record<string, unknown>) => readCatalogue({ Test: { name: "Test", inputs } })[0]!;

function problems(inputs: Record<string, unknown>, values: Record<string, unknown>, choices: FrameChoice[] = []) {
  const wizard = operation(inputs);
  const result = wizardSchema(wizard, choices).safeParse({ ...initialValues(wizard, choices), ...values });
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const chosen = (...keys: string[]) => ({ files: { chosen: keys.map((key) => `archive/${key}`), channels: {} } });

describe("a list of files", () => {
  const median = { files: { type: "fits", name: "Input Files", minimum: 2, maximum: 3 } };
  const choices = frames("rp", "rp", "gp", "B");

  it("needs its minimum", () => {
    expect(problems(median, {}, choices)).toEqual(["files: Choose at least 2 files; none is chosen."]);
    expect(problems(median, chosen("f0"), choices)).toEqual(["files: Choose at least 2 files; 1 chosen."]);
    expect(problems(median, chosen("f0", "f1"), choices)).toEqual([]);
  });
  it("keeps its maximum", () => {
    expect(problems(median, chosen("f0", "f1", "f2", "f3"), choices)).toEqual([
      "files: Choose at most 3 files; 4 are chosen.",
    ]);
  });
  it("takes only the filters it names", () => {
    const input = { files: { type: "fits", filter_options: ["rp", "gp"] } };
    expect(problems(input, chosen("f0", "f3"), choices)).toEqual(["files: Only rp, gp can be used here; chosen: B."]);
  });
  it("wants a filter of every file when it names filters", () => {
    const input = { files: { type: "fits", filter_options: ["rp"] } };
    expect(problems(input, chosen("f0"), frames(""))[0]).toMatch(/must state its filter/);
  });
  it("wants one filter only when told so", () => {
    const input = { files: { type: "fits", single_filter: true } };
    expect(problems(input, chosen("f0", "f2"), choices)).toEqual([
      "files: Choose files of one filter only; chosen: gp, rp.",
    ]);
  });
  it("refuses at once what the server would: names that are none", () => {
    const choices = sessionFrames([{ source: "archive", basename: "a/b" }]);
    const values = { files: { chosen: ["archive/a/b"], channels: {} } };
    expect(problems({ files: { type: "fits", name: "Files" } }, values, choices)).toEqual([
      "files: Files has a file with an invalid basename.",
    ]);
  });

  it("is sent as the whole items, in the order of the list", () => {
    const wizard = operation(median);
    const values = { files: { chosen: ["archive/f0", "archive/f2"], channels: {} } };
    expect(inputData(wizard, values, choices)).toEqual({
      files: [
        { source: "archive", basename: "f0", filter: "rp", extra: 0 },
        { source: "archive", basename: "f2", filter: "gp", extra: 2 },
      ],
    });
  });
});

describe("colour channels", () => {
  const input = { files: { type: "fits", color_picker: true, include_custom_scale: true } };
  const values = (zmin: string, zmax: string) => ({
    files: { chosen: ["archive/f0"], channels: { "archive/f0": { color: "#ff8000", zmin, zmax } } },
  });

  it.each([
    ["", "5", /^files: Every colour channel needs a colour and both scale values/],
    ["dark", "5", /must be numbers/],
    ["0x10", "5", /must be numbers/],
  ])("refuse %s to %s", (zmin, zmax, message) => {
    expect(problems(input, values(zmin, zmax), frames("rp"))[0]).toMatch(message);
  });
  it("are sent with colour and scale", () => {
    expect(inputData(operation(input), values("100", "2000.5"), frames("rp"))).toMatchObject({
      files: [{ basename: "f0", color: { r: 255, g: 128, b: 0 }, zmin: 100, zmax: 2000.5 }],
    });
  });
});

describe("numbers", () => {
  it.each([
    ["float", "x", "n: Radius must be a number."],
    ["float", "0x10", "n: Radius must be a number."],
    ["int", "1.5", "n: Radius must be a whole number."],
    ["int", "0", "n: Radius must be at least 1."],
    ["float", "10.1", "n: Radius must be at most 10."],
  ])("%s refuses %j in the worker's words", (type, value, message) => {
    expect(problems({ n: { type, name: "Radius", minimum: 1, maximum: 10 } }, { n: value })).toEqual([message]);
  });
  it("may be left blank unless they are required, and are not sent then", () => {
    expect(problems({ n: { type: "float" } }, { n: " " })).toEqual([]);
    expect(inputData(operation({ n: { type: "float" } }), { n: " " }, [])).toEqual({});
    expect(problems({ n: { type: "float", name: "Radius", required: true } }, { n: " " })).toEqual([
      "n: Radius must be a number.",
    ]);
  });
  it("start with their default and are sent as numbers", () => {
    const wizard = operation({ n: { type: "float", default: 7.64 } });
    expect(inputData(wizard, initialValues(wizard, []), [])).toEqual({ n: 7.64 });
  });
});

describe("a source", () => {
  const input = { source: { type: "source" } };
  it("needs both coordinates in range", () => {
    expect(problems(input, { source: { name: "", ra: "400", dec: "" } }).map((text) => text.split(":")[0])).toEqual([
      "source.ra",
      "source.dec",
    ]);
  });
  it("is sent in degrees, without a blank name", () => {
    const values = { source: { name: " ", ra: "06:30:00", dec: "-00:30" } };
    expect(inputData(operation(input), values, [])).toEqual({ source: { ra: 97.5, dec: -0.5 } });
  });
});

describe("positions of a target", () => {
  const input = { track: { type: "target_positions", minimum: 2 } };
  const position = (ra: string, dec: string, time: string) => ({ ra, dec, time });

  it("start as many as are needed, blank, and each is judged", () => {
    expect(problems(input, {}).map((text) => text.split(":")[0])).toEqual([
      "track.0.ra",
      "track.0.dec",
      "track.0.time",
      "track.1.ra",
      "track.1.dec",
      "track.1.time",
    ]);
  });
  it("need their number and different times when they make a track", () => {
    expect(problems(input, { track: [position("10", "20", "61051")] })).toEqual(["track: Enter at least 2 positions."]);
    const twice = [position("10", "20", "61051"), position("11", "20", "2026-01-11 00:00")];
    expect(problems(input, { track: twice })).toEqual(["track: Two positions have the same time."]);
  });
  it("need no time when one will do", () => {
    expect(
      problems({ track: { type: "target_positions", minimum: 1 } }, { track: [position("10", "20", "")] }),
    ).toEqual([]);
  });
  it("are sent in degrees and as modified Julian dates", () => {
    const track = [position("00:40:00", "-00:30", "61051.25"), position("10.5", "20", "2026-01-11T12:00:00Z")];
    expect(inputData(operation(input), { track }, [])).toEqual({
      track: [
        { ra: 10, dec: -0.5, mjd: 61051.25 },
        { ra: 10.5, dec: 20, mjd: 61051.5 },
      ],
    });
  });
});

describe("other inputs", () => {
  it("select starts with its default, else with the first option", () => {
    const wizard = operation({
      a: { type: "select", options: ["x", "y"], default: "y" },
      b: { type: "select", options: ["x", "y"] },
    });
    expect(initialValues(wizard, [])).toEqual({ a: "y", b: "x" });
  });
  it("a blank optional text is not sent, a required one is refused", () => {
    expect(inputData(operation({ t: { type: "string" } }), { t: "" }, [])).toEqual({});
    expect(problems({ t: { type: "string", required: true } }, { t: "  " })).toEqual(["t: Fill this in."]);
  });
  it("an unknown type is sent as its default and refused without one", () => {
    const wizard = operation({ p: { type: "polygon", default: [1] } });
    expect(inputData(wizard, initialValues(wizard, []), [])).toEqual({ p: [1] });
    expect(problems({ p: { type: "polygon" } }, {})).toEqual(["p: This kind of input can not be filled in here yet."]);
  });
});
