import { Header, valueCard, wcsFromHeader } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { runOperation, scratchFolder } from "../../test/run-operation.ts";
import { type FrameStar, fieldCards, fieldStars, type StarFrame, writeStarFrames } from "../../test/star-frames.ts";
import type { OperationDefinition } from "../define.ts";
import type { InputData } from "../input-files.ts";
import { operationTasks } from "../operation-tasks.ts";
import aperture from "./aperture-photometry.ts";
import nonSidereal from "./non-sidereal-aperture-photometry.ts";

const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

/** Aperture of 5 px, ring of 8 to 13 px, at 0.4 arcsec a pixel. */
const settings = {
  ...{ aperture_radius: 2, annulus_inner_radius: 3.2, annulus_outer_radius: 5.2 },
  ...{ min_comparisons: 3, max_comparisons: 4 },
};
const width = 200;
const height = 180;
const comparisons = fieldStars.slice(0, 5);
const wcs = wcsFromHeader(new Header(fieldCards({ dx: 0, dy: 0, dateObs: "2024-01-01T00:00:00" })))!;

function skyOf({ x, y }: { x: number; y: number }) {
  const [ra, dec] = wcs.toSky(x, y);
  return { ra, dec };
}

const centre = { x: 100, y: 88, counts: 18000 };

/** Frames of one field whose target may lie anywhere; `changes` by the number of the frame. */
function frames(
  count: number,
  target: FrameStar = centre,
  changes: Record<number, Partial<StarFrame>> = {},
): StarFrame[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `f${index}`,
    ...{ dx: 0, dy: 0, z: 1, dateObs: `2024-01-01T0${index}:00:00` },
    stars: [...comparisons, target],
    ...changes[index],
  }));
}

interface Row {
  target_calibrated_apparent_magnitude: number | null;
  target_calibrated_apparent_magnitude_uncertainty: number | null;
  target_differential_flux: number | null;
  target_net_source_counts: number;
  comparison_ensemble_total_counts: number | null;
  bjd_tdb: number | null;
  julian_date: number;
  flags: string[];
  flag_notes: string[];
}

interface Measured {
  light_curve: Row[];
  pipeline_diagnostics: string[];
  diagnostics: Record<string, string[]>;
  selected_comparison_stars: { candidate_id: string; ra_deg: number }[];
}

interface Options {
  target?: FrameStar;
  parity?: boolean;
  definition?: OperationDefinition;
  input?: InputData;
}

async function measure(
  list: readonly StarFrame[],
  { target = centre, parity = false, definition = aperture, input = {} }: Options = {},
): Promise<Measured> {
  const files = await writeStarFrames(await scratchFolder(), list);
  const input_files = list.map(({ name }) => ({ basename: name, source: "archive", filter: "rp" }));
  const request = { input_files, source: skyOf(target), ...settings, ...input };
  const conventions = { parity, wcsToEdge: parity ? 0 : 0.5 };
  const { result } = await runOperation(definition, request, files, pool, { conventions });
  return result.output_data[0] as Measured;
}

const magnitudes = ({ light_curve }: Measured) => light_curve.map((row) => row.target_calibrated_apparent_magnitude);
const flags = ({ light_curve }: Measured) => light_curve.map((row) => row.flags);
const lineWith = ({ pipeline_diagnostics }: Measured, words: string) =>
  pipeline_diagnostics.find((line) => line.includes(words));
const setPixel =
  (value: number, ...places: [number, number][]) =>
  (pixels: Float32Array) => {
    for (const [x, y] of places) pixels[y * width + x] = value;
  };

describe("a target that is cut by the edge", () => {
  it.each([
    ["left", 1, 88],
    ["right", width - 2, 88],
    ["lower", 100, 1],
    ["upper", 100, height - 2],
    ["lower left", 2, 2],
    ["upper right", width - 3, height - 3],
    ["lower right", width - 3, 2],
    ["upper left", 2, height - 3],
  ])("at the %s side has no magnitude, and a line says how much is missing", async (_, x, y) => {
    const target = { x, y, counts: 18000 };
    const moved = {
      x: x + (x < 100 ? 20 : -20) * Number(x !== 100),
      y: y + (y < 88 ? 20 : -20) * Number(y !== 88),
      counts: 18000,
    };
    // On the second frame the whole field lies further in.
    const inside: Partial<StarFrame> = { dx: moved.x - x, dy: moved.y - y };
    const found = await measure(frames(2, target, { 1: inside }), { target });
    expect(magnitudes(found)).toEqual([null, expect.closeTo(14.36, 1)]);
    expect(found.light_curve[0].target_differential_flux).toBeNull();
    expect(found.light_curve[0].target_calibrated_apparent_magnitude_uncertainty).toBeNull();
    expect(found.light_curve[0].target_net_source_counts).toBeGreaterThan(0);
    expect(flags(found)[0]).toContain("cut");
    expect(flags(found)[1]).toEqual([]);
    expect(lineWith(found, "lies outside the image")).toMatch(/^archive_f0\.fits\.fz: \d+ % of the target's aperture/);
    expect(found.light_curve[0].flag_notes[0]).toMatch(
      /^\d+ % of the target's aperture lies outside the image, so it has no magnitude here\.$/,
    );
    expect(found.diagnostics["archive_f0.fits.fz"].at(-1)).toMatch(/[a-z]/);
  });

  it("on a frame pointed so far off that few comparison stars are left costs that frame alone", async () => {
    const far = { dx: -96, dy: -84 };
    const measured = await measure(frames(3, centre, { 1: far }));
    expect(magnitudes(measured)).toEqual([expect.any(Number), null, expect.any(Number)]);
    expect(flags(measured)[1]).toEqual(expect.arrayContaining(["cut"]));
    expect(lineWith(measured, "too few comparison stars")).toContain("f1");
  });

  it("keeps its number under parity, with flag and line", async () => {
    const target = { x: 1, y: 88, counts: 18000 };
    const found = await measure(frames(1, target), { target, parity: true });
    expect(magnitudes(found)[0]).toBeGreaterThan(14);
    expect(flags(found)[0]).toContain("cut");
    expect(lineWith(found, "its magnitude is given all the same")).toContain("f0");
  });
});

describe("pixels without a value", () => {
  const column: [number, number][] = Array.from({ length: height }, (_, y) => [101, y]);

  it("in the target's aperture leave no magnitude", async () => {
    const found = await measure(frames(3, centre, { 1: { edit: setPixel(Number.NaN, ...column) } }));
    expect(magnitudes(found).map((value) => value === null)).toEqual([false, true, false]);
    expect(flags(found)[1]).toEqual(["missing_pixels"]);
    expect(lineWith(found, "no value")).toMatch(
      /^archive_f1\.fits\.fz: \d+ pixels of the target's aperture have no value/,
    );
  });

  it("in the ring only change nothing", async () => {
    const ring = setPixel(Number.NaN, [100, 98], [110, 88], [89, 88]);
    const found = await measure(frames(2, centre, { 1: { edit: ring } }));
    expect(flags(found)).toEqual([[], []]);
    expect(magnitudes(found)[1]).toBeCloseTo(magnitudes(found)[0]!, 3);
  });

  it("in most of the ring make a thin sky, which keeps the number", async () => {
    const hollow = (pixels: Float32Array) => {
      for (let k = 0; k < pixels.length; k++) {
        const [dx, dy] = [(k % width) - 100, Math.floor(k / width) - 88];
        if (Math.hypot(dx, dy) > 7 && Math.hypot(dx, dy) < 14 && dx < 6) pixels[k] = Number.NaN;
      }
    };
    const found = await measure(frames(2, centre, { 1: { edit: hollow } }));
    expect(flags(found)).toEqual([[], ["thin_sky"]]);
    expect(magnitudes(found)[1]).toBeCloseTo(magnitudes(found)[0]!, 2);
    expect(lineWith(found, "too little of its ring")).toContain("f1");
  });

  it("in comparison stars leave those out by name, and the magnitude is that of the others", async () => {
    const holes = setPixel(Number.NaN, [40, 40], [150, 45]);
    const found = await measure(frames(3, centre, { 1: { edit: holes } }));
    const whole = await measure(frames(3));
    expect(found.selected_comparison_stars).toHaveLength(3);
    const lines = lineWith(found, "not measured well on every frame")!;
    expect(lines.match(/cand-00\d \([\d.]+, [\d.]+\) has pixels without a value on 1 frame/g)).toHaveLength(2);
    for (const [index, magnitude] of magnitudes(found).entries()) {
      expect(magnitude).toBeCloseTo(magnitudes(whole)[index]!, 2);
    }
  });

  it("in all comparison stars of one frame cost that frame alone, in words", async () => {
    const holes = setPixel(Number.NaN, ...comparisons.map(({ x, y }): [number, number] => [x, y]));
    const found = await measure(frames(3, centre, { 1: { edit: holes } }));
    expect(magnitudes(found).map((value) => value === null)).toEqual([false, true, false]);
    expect(flags(found)).toEqual([[], ["too_few_comparisons"], []]);
    expect(found.light_curve[1].comparison_ensemble_total_counts).toBeNull();
    expect(found.selected_comparison_stars).toHaveLength(4);
    expect(lineWith(found, "too few comparison stars can be used")).toContain("f1");
  });
});

describe("saturation", () => {
  const level = [valueCard("SATURATE", 500)];

  it("of the target on all frames leaves counts and flags, and no magnitude", async () => {
    const bright = { ...centre, counts: 60000 };
    const found = await measure(frames(3, bright).map((frame) => ({ ...frame, cards: [valueCard("SATURATE", 1000)] })));
    expect(magnitudes(found)).toEqual([null, null, null]);
    expect(flags(found)).toEqual([["saturated"], ["saturated"], ["saturated"]]);
    expect(found.light_curve[0].target_net_source_counts).toBeGreaterThan(30000);
    expect(lineWith(found, "reaches 1000")).toMatch(/^All 3 frames: the target is saturated/);
  });

  it("of some comparison stars leaves them out by name", async () => {
    const list = frames(3).map((frame) => ({ ...frame, cards: [valueCard("SATURATE", 620)] }));
    const found = await measure(list);
    expect(flags(found)).toEqual([[], [], []]);
    expect(lineWith(found, "is saturated on 3 frames")).toMatch(/cand-00\d .* is saturated on 3 frames/);
    expect(found.selected_comparison_stars.length).toBeGreaterThanOrEqual(3);
  });

  it("of all comparison stars on all frames is refused in words", async () => {
    const faint = { ...centre, counts: 8000 };
    const list = frames(3, faint).map((frame) => ({ ...frame, cards: level }));
    const low = list.map((frame) => ({ ...frame, cards: [valueCard("SATURATE", 430)] }));
    await expect(measure(low, { target: faint })).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringMatching(/Too few suitable comparison stars\. .*is saturated on 3 frames.*3 are needed/),
    });
  });

  it("that nothing tells of is said once, also where the card cannot be read", async () => {
    const found = await measure(frames(2, centre, { 1: { cards: [valueCard("SATURATE", "unknown")] } }));
    expect(lineWith(found, "On 2 of 2 frames nothing tells where pixels saturate")).toBeDefined();
    expect(lineWith(found, "SATURATE must be a number, but reads")).toContain("f1");
    expect(flags(found)).toEqual([[], []]);
  });

  it("of a comparison star is used all the same under parity, in words", async () => {
    const list = frames(3).map((frame) => ({ ...frame, cards: [valueCard("SATURATE", 620)] }));
    const found = await measure(list, { parity: true });
    expect(found.selected_comparison_stars).toHaveLength(4);
    expect(lineWith(found, "Used for comparison all the same")).toContain("is saturated on 3 frames");
  });
});

describe("a sky below zero", () => {
  const sunk = (pixels: Float32Array) => pixels.set(pixels.map((value) => value - 240));

  it("is subtracted, and a line says what is not known", async () => {
    const found = await measure(frames(2, centre, { 1: { edit: sunk } }));
    const [above, below] = found.light_curve.map((row) => row.target_net_source_counts);
    expect(below).toBeCloseTo(above, 1);
    expect(magnitudes(found)[1]).toBeCloseTo(magnitudes(found)[0]!, 4);
    expect(lineWith(found, "On 1 of 2 frames the sky around the target is below zero")).toBeDefined();
  });

  it("counts as zero under parity", async () => {
    const found = await measure(frames(2, centre, { 1: { edit: sunk } }), { parity: true });
    const [above, below] = found.light_curve.map((row) => row.target_net_source_counts);
    expect(above - below).toBeGreaterThan(2000);
    expect(lineWith(found, "counts as zero")).toBeDefined();
  });
});

describe("what a header leaves open", () => {
  it("is assumed with a flag: gain and read noise", async () => {
    const bare = { cards: [valueCard("GAIN", ""), valueCard("RDNOISE", "")] };
    const found = await measure(frames(2, centre, { 1: bare }));
    expect(flags(found)).toEqual([[], ["assumed_gain", "assumed_read_noise"]]);
    expect(magnitudes(found)[1]).not.toBeNull();
    expect(lineWith(found, "gain of 1")).toContain("f1");
  });

  it("leaves no barycentric time without an exposure time", async () => {
    const site = [valueCard("LATITUDE", -30.17), valueCard("LONGITUD", -70.8), valueCard("HEIGHT", 2201)];
    const list = frames(2, centre, { 1: { cards: [...site, valueCard("EXPTIME", "")] } });
    const found = await measure([{ ...list[0], cards: site }, list[1]]);
    expect(found.light_curve.map((row) => row.bjd_tdb === null)).toEqual([false, true]);
    expect(flags(found)).toEqual([[], ["unknown_exposure"]]);
    expect(magnitudes(found)[1]).not.toBeNull();
  });

  it("leaves out a frame without a time of day", async () => {
    const found = await measure(frames(3, centre, { 1: { dateObs: "2024-01-01" } }));
    expect(found.light_curve).toHaveLength(2);
    expect(lineWith(found, "archive_f1.fits.fz is left out")).toContain("no time of day");
  });

  it("names the frame whose coordinates cannot be used", async () => {
    const found = await measure(frames(3, centre, { 1: { cards: [valueCard("RADESYS", "GAPPT")] } }));
    expect(found.light_curve).toHaveLength(2);
    expect(lineWith(found, "f1")).toMatch(/RADESYS GAPPT/);
  });
});

describe("another source in the aperture", () => {
  it("is told with its distance; the number stays", async () => {
    const close = { x: 103, y: 88, counts: 3000 };
    const list = frames(2).map((frame) => ({ ...frame, stars: [...comparisons, centre, close] }));
    // 2.4 arcsec would be 6 px, beyond the aperture: a wider one holds it.
    const found = await measure(list, {
      input: { aperture_radius: 3, annulus_inner_radius: 4, annulus_outer_radius: 6 },
    });
    expect(flags(found)).toEqual([["neighbour"], ["neighbour"]]);
    expect(magnitudes(found)[0]).not.toBeNull();
    expect(lineWith(found, "another catalog source")).toMatch(/of 16\.31 mag, \d\.\d″ from the target's centre/);
  });

  it("of comparison stars is told by their names, as their catalog magnitude is of several", async () => {
    const close = comparisons.map(({ x, y, counts }) => ({ x: x + 4, y, counts: counts / 2 }));
    const list = frames(2).map((frame) => ({ ...frame, stars: [...comparisons, ...close, centre] }));
    const found = await measure(list);
    expect(lineWith(found, "other catalog sources in their aperture")).toMatch(/^4 of 4 .*cand-0\d\d .* is 2 sources/);
    expect(lineWith(await measure(frames(2)), "other catalog sources")).toBeUndefined();
  });

  it("is not the target itself", async () => {
    expect(flags(await measure(frames(2)))).toEqual([[], []]);
  });
});

describe("a comparison star that varies", () => {
  const varying = (index: number, amplitude: number): Partial<StarFrame> => ({
    stars: [
      { ...comparisons[0], counts: comparisons[0].counts * 10 ** (-0.4 * amplitude * Math.sin(index)) },
      ...comparisons.slice(1),
      centre,
    ],
  });
  const list = frames(
    9,
    centre,
    Object.fromEntries(Array.from({ length: 9 }, (_, index) => [index, varying(index, 0.25)])),
  );

  it("by 0.5 mag is left out by name and does not move the target", async () => {
    const found = await measure(list);
    expect(lineWith(found, "because variable")).toMatch(/varies by 0\.\d\d mag/);
    expect(found.selected_comparison_stars).toHaveLength(4);
    const [first, ...others] = magnitudes(found) as number[];
    for (const magnitude of others) expect(Math.abs(magnitude - first)).toBeLessThan(0.005);
  });

  it("is used under parity, where only 1 mag is too much", async () => {
    const found = await measure(list, { parity: true });
    expect(lineWith(found, "varies by")).toBeUndefined();
    const values = magnitudes(found) as number[];
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.02);
  });
});

describe("a target that the telescope followed", () => {
  const aimed = [valueCard("CAT-RA", String(skyOf(centre).ra / 15)), valueCard("CAT-DEC", String(skyOf(centre).dec))];

  it("is judged like any other", async () => {
    const hole = { edit: setPixel(Number.NaN, [100, 88]), cards: aimed };
    const list = frames(3).map((frame) => ({ ...frame, cards: aimed }));
    list[1] = { ...list[1], ...hole };
    const found = await measure(list, { definition: nonSidereal, input: { source: undefined } });
    expect(magnitudes(found).map((value) => value === null)).toEqual([false, true, false]);
    expect(flags(found)[1]).toEqual(["missing_pixels"]);
  });
});

describe("the period search", () => {
  it("passes over points without a magnitude", async () => {
    const hole = { edit: setPixel(Number.NaN, [100, 88]) };
    const list = frames(9, centre, { 0: hole, 1: hole });
    const found = (await measure(list)) as Measured & { period?: number };
    expect(found.period).toBeUndefined();
  });
});
