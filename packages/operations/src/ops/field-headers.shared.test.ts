import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { changedFrames, fieldCase, fieldFrames, replacing } from "../../test/field-cases.ts";
import { runOperation } from "../../test/run-operation.ts";
import type { InputData } from "../input-files.ts";
import { operationTasks } from "../operation-tasks.ts";
import aperture from "./aperture-photometry.ts";
import lightCurve from "./light-curve.ts";

const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

type Row = Record<string, number | null>;

interface Answer {
  readonly light_curve: Row[];
  readonly pipeline_diagnostics?: string[];
  readonly diagnostics?: string[];
}

async function measured(name: string, files: ReadonlyMap<string, string>, operation = aperture): Promise<Answer> {
  const input = fieldCase(name).request.input_data as InputData;
  const { result } = await runOperation(operation, input, files, pool);
  return result.output_data[0] as unknown as Answer;
}

/** The field's values are those expected: all of them, since what is missing is told somewhere else. */
function expectRight(name: string, { light_curve }: Answer): void {
  const { field, values, tolerance } = fieldCase(name).expected;
  expect(light_curve).toHaveLength(values.length);
  light_curve.forEach((row, index) => {
    expect(Math.abs((row[String(field)] ?? Number.NaN) - values[index])).toBeLessThanOrEqual(tolerance);
  });
}

describe("headers of the field", () => {
  it.each(["t-dateonly-ap", "t-exposure", "t-timesys", "g-inherit", "g-setting", "c-upper"])("%s", async (name) => {
    expectRight(name, await measured(name, fieldFrames(name)));
  });

  it("t-exptime-comma has no mid-exposure, and says why", async () => {
    const { light_curve, pipeline_diagnostics } = await measured("t-exptime-comma", fieldFrames("t-exptime-comma"));
    expect(light_curve.map(({ bjd_tdb }) => bjd_tdb)).toEqual([null, null, null]);
    expect(pipeline_diagnostics?.join("\n")).toMatch(/EXPTIME must be a number, but reads '?300,0/);
  });
});

/** The start of each frame of the t-… cases: seconds after 2026-01-10T03:00:00 UTC. */
const starts = [0, 360, 720];
const clock = (seconds: number) => new Date(Date.UTC(2026, 0, 10, 3) + seconds * 1000).toISOString().slice(0, -1);
const mjd = (seconds: number) => String(61050 + (3 * 3600 + seconds) / 86400);
const card = (keyword: string, value: string) => `${keyword.padEnd(8)}= ${value}`;
const times = ["DATE-OBS", "TIME-OBS", "UTSTART", "UT", "TIMESYS", "MJD-OBS"];

type Stated = (seconds: number) => string[];

describe("the same exposures in the words of other programs", () => {
  it.each<[string, Stated]>([
    ["TT", (s) => [card("DATE-OBS", `'${clock(s + 69.184)}'`), card("TIMESYS", "'TT'")]],
    ["GPS, in lower case", (s) => [card("DATE-OBS", `'${clock(s + 18)}'`), card("TIMESYS", "'gps'")]],
    ["UTC(NIST)", (s) => [card("DATE-OBS", `'${clock(s)}'`), card("TIMESYS", "'UTC(NIST)'")]],
    ["a zone", (s) => [card("DATE-OBS", `'${clock(s + 7200)}+02:00'`)]],
    ["MJD-OBS alone", (s) => [card("MJD-OBS", mjd(s))]],
    ["MJD-OBS in TAI", (s) => [card("MJD-OBS", mjd(s + 37)), card("TIMESYS", "'TAI'")]],
    ["TIME-OBS", (s) => [card("DATE-OBS", "'2026-01-10'"), card("TIME-OBS", `'${clock(s).slice(11)}'`)]],
    ["DATE-BEG", (s) => [card("DATE-BEG", `'${clock(s)}'`)]],
  ])("have the same times: %s", async (_, stated) => {
    const files = await changedFrames("t-dateonly-ap", (cards, i) => replacing(cards, stated(starts[i]), times));
    expectRight("t-dateonly-ap", await measured("t-dateonly-ap", files));
  });

  it.each<[string, Stated, RegExp]>([
    ["LOCAL", (s) => [card("DATE-OBS", `'${clock(s)}'`), card("TIMESYS", "'LOCAL'")], /TIMESYS LOCAL/],
    ["a day alone", () => [card("DATE-OBS", "'2026-01-10'")], /no time of day is known/],
  ])("are left out in words where they have no time: %s", async (_, stated, words) => {
    const files = await changedFrames("t-dateonly-ap", (cards, i) =>
      i === 0
        ? replacing(cards, stated(0), times)
        : replacing(cards, [card("DATE-OBS", `'${clock(starts[i])}'`)], times),
    );
    const { light_curve, pipeline_diagnostics } = await measured("t-dateonly-ap", files);
    expect(light_curve).toHaveLength(2);
    expect(pipeline_diagnostics?.find((line) => line.includes("t-dateonly-ap-0"))).toMatch(words);
  });

  it("have the length of the card that can be read", async () => {
    const files = await changedFrames("t-exposure", (cards) =>
      replacing(cards, [card("EXPOSURE", "300,0"), card("EXPTIME", "300.0")]),
    );
    expectRight("t-exposure", await measured("t-exposure", files));
  });

  it("have the primary header's gain without INHERIT as well, and EGAIN beside a GAIN of 0", async () => {
    const plain = await changedFrames("g-inherit", (cards) => replacing(cards, [], ["INHERIT"]));
    expectRight("g-inherit", await measured("g-inherit", plain));
    const zero = await changedFrames("g-setting", (cards) => replacing(cards, [card("GAIN", "0")]));
    expectRight("g-setting", await measured("g-setting", zero));
  });

  it("have catalogues in capitals and none of their magnitudes 99, in a Light Curve too", async () => {
    const input = fieldCase("c-upper").request.input_data as InputData & { input_files: object[] };
    const input_files = input.input_files.map((file) => ({ ...file, observation_date: "" }));
    const { result } = await runOperation(lightCurve, { ...input, input_files }, fieldFrames("c-upper"), pool);
    const [data] = result.output_data as unknown as Answer[];
    expect(data.light_curve).toHaveLength(3);
    expect(data.light_curve.every(({ julian_date }) => julian_date !== null)).toBe(true);
  });
});

const equatorial = ["RA---TAN", "DEC--TAN"];
const radesys = (name: string, equinox: string) => [card("RADESYS", `'${name}'`), card("EQUINOX", equinox)];

/** The sky of the field's frames, TAN about ICRS 150, −20 with 0.5″ pixels, in other frames: astropy 5.2, SkyCoord.transform_to. */
const skies: [name: string, types: string[], crval: number[], cd: number[], frame: string[]][] = [
  [
    "FK5 J2026.03",
    equatorial,
    [150.307181599631, -20.125691874614],
    [-0.00013888876421631706, 1.8609515151670523e-7, 1.8609515161212185e-7, 0.00013888876421576222],
    radesys("FK5", "2026.03"),
  ],
  [
    "an equinox in quotes",
    equatorial,
    [150.307181599631, -20.125691874614],
    [-0.00013888876421631706, 1.8609515151670523e-7, 1.8609515161212185e-7, 0.00013888876421576222],
    [card("EQUINOX", "'2026.03'")],
  ],
  [
    "FK4 B1950",
    equatorial,
    [149.410189238907, -19.759601408728],
    [-0.00013888824876847066, -3.6207712550597965e-7, -3.620771396743423e-7, 0.00013888824874533912],
    radesys("FK4", "1950.0"),
  ],
  [
    "galactic",
    ["GLON-TAN", "GLAT-TAN"],
    [256.989068201418, 27.199077407836],
    [-0.0001017532541217741, -9.453252737795041e-5, -9.453252737843741e-5, 0.00010175325412124365],
    [],
  ],
];

describe("the same sky in another frame", () => {
  const keywords = ["CRVAL1", "CRVAL2", "CD1_1", "CD1_2", "CD2_1", "CD2_2", "RADESYS", "EQUINOX", "CTYPE1", "CTYPE2"];

  it("is left out in words where the frame is one of apparent places", async () => {
    const files = await changedFrames("t-timesys", (cards, i) =>
      i === 0 ? replacing(cards, [card("RADESYS", "'GAPPT'")]) : [...cards],
    );
    const { light_curve, pipeline_diagnostics } = await measured("t-timesys", files);
    expect(light_curve).toHaveLength(2);
    expect(pipeline_diagnostics?.find((line) => line.includes("t-timesys-0"))).toContain("RADESYS GAPPT");
  });

  it.each(skies)("gives the same counts: %s", async (_, types, crval, cd, frame) => {
    const lines = [
      ...types.map((type, i) => card(`CTYPE${i + 1}`, `'${type}'`)),
      ...crval.map((value, i) => card(`CRVAL${i + 1}`, String(value))),
      ...["CD1_1", "CD1_2", "CD2_1", "CD2_2"].map((keyword, i) => card(keyword, String(cd[i]))),
      ...frame,
    ];
    const files = await changedFrames("t-timesys", (cards) => replacing(cards, lines, keywords));
    const [expected, { light_curve }] = [
      await measured("t-timesys", fieldFrames("t-timesys")),
      await measured("t-timesys", files),
    ];
    light_curve.forEach((row, i) => {
      const counts = expected.light_curve[i].target_net_source_counts ?? Number.NaN;
      expect(Math.abs((row.target_net_source_counts ?? Number.NaN) / counts - 1)).toBeLessThan(1e-4);
    });
  });
});
