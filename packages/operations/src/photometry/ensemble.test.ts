import { describe, expect, it } from "vitest";
import type { EnsembleInput, MeasuredStar } from "./ensemble.ts";
import { errorFloor, extrapolationNotes, withErrorFloor } from "./error-floor.ts";
import { calibrateEvolving } from "./evolving-ensemble.ts";
import { calibrateShared } from "./shared-ensemble.ts";

const frames = ["fA", "fB", "fC", "fD"];
const zeroPoints = [25, 25.1, 24.9, 25.2];

/** Counts of a source of these magnitudes, NaN on the frames that do not show it. */
function counts(magnitudes: number[], presence: string, sigma?: number) {
  const net = Float64Array.from(frames, (frame, index) =>
    presence.includes(frame[1]) ? 10 ** (-0.4 * (magnitudes[index] - zeroPoints[index])) : Number.NaN,
  );
  return { net, sigma: net.map((value) => sigma ?? 1.2 * Math.sqrt(value)) };
}

function star(
  number: number,
  magnitude: number,
  { presence = "ABCD", reference = magnitude, offsets = [0, 0, 0, 0] } = {},
): MeasuredStar {
  const magnitudes = offsets.map((offset) => magnitude + offset);
  return { id: `cand-00${number}`, referenceMagnitude: reference, isolation: 30, ...counts(magnitudes, presence) };
}

const target = counts([15.2, 15.3, 15.25, 15.1], "ABCD", 50);

function input(presences: Record<number, string> = {}): EnsembleInput {
  const presence = (number: number) => presences[number] ?? "ABCD";
  const stars = [
    star(1, 14, { presence: presence(1) }),
    star(2, 14.5, { presence: presence(2) }),
    star(3, 15, { presence: presence(3) }),
    star(4, 15.5, { presence: presence(4), offsets: [0, 0.02, -0.02, 0.01] }),
    star(5, 16, { presence: presence(5) }),
    star(6, 13, { presence: presence(6), reference: 13.9 }),
  ];
  return { frames, target, stars, minimum: 3, maximum: 4 };
}

describe("calibrateShared (operations.md §8.8, V-CAL)", () => {
  const calibration = withErrorFloor(calibrateShared(input()));

  it("chooses steady stars true to their catalogue magnitude, nearest in brightness first", () => {
    expect(calibration.selected.map((one) => one.star.id)).toEqual(["cand-003", "cand-004", "cand-002", "cand-005"]);
    expect(calibration.selected[1].variability).toBeCloseTo(0.014790199457748725, 12);
  });

  it("gives zero points, magnitudes and errors", () => {
    const [a] = calibration.frames;
    expect(a.total).toBeCloseTo(36139.57707494805, 8);
    expect(a.ratio).toBeCloseTo(0.23015315574327797, 12);
    expect(a.ratioSigma).toBeCloseTo(0.002006184576774937, 12);
    const expected = [
      [25, 15.2, 0.009810418347747537],
      [25.096534659184663, 15.29653465918466, 0.009604599410462215],
      [24.9035184322557, 15.253518432255703, 0.010684868826504552],
      [25.198260732923167, 15.098260732923167, 0.008385664245017655],
    ];
    calibration.frames.forEach((frame, index) => {
      expect(frame.zeroPoint).toBeCloseTo(expected[index][0], 11);
      expect(frame.magnitude).toBeCloseTo(expected[index][1], 11);
      expect(frame.magnitudeSigma).toBeCloseTo(expected[index][2], 11);
    });
    expect(calibration.diagnostics.join()).toContain("2.6 mmag");
  });

  it("needs stars and light", () => {
    expect(() => calibrateShared({ ...input(), minimum: 6 })).toThrow("Too few suitable comparison stars.");
    const dark = { net: new Float64Array(4).fill(-3), sigma: new Float64Array(4).fill(1) };
    expect(() => calibrateShared({ ...input(), target: dark })).toThrow("no light");
  });

  it("has no magnitude where the target has no light", () => {
    const faint = { net: Float64Array.from([-5, 100, 100, 100]), sigma: new Float64Array(4).fill(10) };
    const { frames: result } = calibrateShared({ ...input(), target: faint });
    expect(result[0].magnitude).toBeNaN();
    expect(result[0].magnitudeSigma).toBeNaN();
    expect(result[0].ratioSigma).toBeNaN();
    expect(result[1].magnitude).toBeGreaterThan(0);
  });
});

describe("stars and frames that must not be used", () => {
  const missing = (from: MeasuredStar, frame: number): MeasuredStar => ({
    ...from,
    net: from.net.map((value, index) => (index === frame ? Number.NaN : value)),
    fault: "is saturated on 1 frame",
  });

  it("leaves out a star with a fault, and says so", () => {
    const stars = input().stars.map((one) => (one.id === "cand-003" ? missing(one, 1) : one));
    const { selected, leftOut, frames: calibrated } = calibrateShared({ ...input(), stars });
    expect(selected.map((one) => one.star.id)).toEqual(["cand-004", "cand-002", "cand-005", "cand-001"]);
    expect(leftOut.map(({ star: { id }, reason }) => `${id} ${reason}`)).toEqual([
      "cand-003 is saturated on 1 frame",
      "cand-006 is 0.90 mag off its catalog magnitude",
    ]);
    expect(calibrated[0].magnitude).toBeCloseTo(15.2, 2);
  });

  it("goes without a frame rather than without stars, and names it", () => {
    const stars = input().stars.map((one) => missing(one, 2));
    const {
      selected,
      frames: calibrated,
      diagnostics,
    } = calibrateShared({ ...input(), stars }, { mayDropFrames: true });
    expect(selected).toHaveLength(4);
    expect(calibrated.map(({ compared }) => compared)).toEqual([true, true, false, true]);
    expect(calibrated[2].magnitude).toBeNaN();
    expect(calibrated[1].magnitude).toBeCloseTo(15.3, 1);
    expect(diagnostics).toEqual([expect.stringMatching(/^fC: too few comparison stars/)]);
    expect(() => calibrateShared({ ...input(), stars })).toThrow(/Too few suitable comparison stars\. 0 could be/);
  });

  it("drops the one frame that frees most stars", () => {
    const [a, b, c, ...others] = input().stars;
    const stars = [missing(a, 0), missing(b, 1), missing(c, 1), ...others.map((one) => missing(one, 1))];
    const { frames: calibrated } = calibrateShared({ ...input(), stars }, { mayDropFrames: true });
    expect(calibrated.map(({ compared }) => compared)).toEqual([true, false, true, true]);
  });

  it("gives a target no magnitude where its counts are no measure of it", () => {
    const doubtful = [false, true, false, false];
    for (const calibrated of [calibrateShared, calibrateEvolving].map((how) => how({ ...input(), doubtful }).frames)) {
      expect(calibrated.map(({ magnitude }) => Number.isNaN(magnitude))).toEqual(doubtful);
      expect(calibrated.map(({ ratio }) => Number.isNaN(ratio))).toEqual(doubtful);
      expect(calibrated[1].total).toBeGreaterThan(0);
    }
    const everywhere = calibrateShared({ ...input(), doubtful: [true, true, true, true] });
    expect(everywhere.selected.map((one) => one.star.id)).toEqual(["cand-003", "cand-004", "cand-002", "cand-005"]);
  });

  it.each([
    ["shared", calibrateShared],
    ["evolving", calibrateEvolving],
  ])("leaves out a star that varies by 0.5 mag by name, where the older rule keeps it: %s", (_, how) => {
    const variable = star(7, 15.2, { offsets: [0, 0.5, 0.25, 0] });
    const varied = { ...input(), stars: [...input().stars.slice(0, 5), variable], maximum: 10 };
    const { leftOut, frames: calibrated } = how(varied);
    expect(leftOut.map(({ star: { id }, reason }) => `${id} ${reason}`)).toEqual(["cand-007 varies by 0.50 mag"]);
    [15.2, 15.3, 15.25, 15.1].forEach((magnitude, frame) => {
      expect(Math.abs(calibrated[frame].magnitude - magnitude)).toBeLessThan(0.005);
    });
    expect(how({ ...varied, olderRule: true }).selected.map((one) => one.star.id)).toContain("cand-007");
  });
});

describe("calibrateEvolving (operations.md §8.8, V-CAL)", () => {
  const presences = { 1: "AB", 2: "ABC", 3: "BCD", 4: "CD", 5: "ACD", 6: "" };

  it("uses what each frame shows", () => {
    const calibration = calibrateEvolving({ ...input(presences), minimum: 2 });
    const ids = calibration.frames.map(({ stars }) => stars.map(({ id }) => id.at(-1)).join(""));
    expect(ids).toEqual(["125", "123", "2345", "345"]);
    const expected = [
      [15.2, 0.006526710121785936],
      [15.3, 0.006526710121785936],
      [15.25, 0.008379589969868978],
      [15.1, 0.007036516098854323],
    ];
    calibration.frames.forEach(({ magnitude, magnitudeSigma }, index) => {
      expect(magnitude).toBeCloseTo(expected[index][0], 10);
      expect(magnitudeSigma).toBeCloseTo(expected[index][1], 9);
    });
    expect(errorFloor(calibration.frames)).toBeCloseTo(0, 9);
    expect(calibration.diagnostics).toEqual([]);
    expect(calibration.selected[0]).toMatchObject({ variability: Infinity, instrumentalMagnitude: Infinity });
  });

  it("says when groups of frames share no star, and which frames have too few", () => {
    const calibration = calibrateEvolving({
      ...input({ 1: "AB", 2: "AB", 3: "AB", 4: "C", 5: "D", 6: "" }),
      minimum: 2,
    });
    expect(calibration.diagnostics[0]).toContain("3 groups");
    expect(calibration.diagnostics[1]).toContain("fC: 1 comparison stars");
    expect(calibration.frames[2].magnitude).toBeNaN();
    expect(calibration.frames[0].magnitude).toBeCloseTo(15.2, 10);
  });

  it("leaves out a star that scatters by more than a magnitude", () => {
    const wild = star(7, 15, { offsets: [0, 3, -3, 3] });
    const stars = [...input().stars.slice(0, 5), wild];
    const calibration = calibrateEvolving({ ...input(), stars, maximum: 10 });
    expect(calibration.selected.map((one) => one.star.id)).not.toContain("cand-007");
  });

  it("fails without any star", () => {
    expect(() => calibrateEvolving({ ...input(), stars: [] })).toThrow("No comparison star");
  });
});

describe("extrapolationNotes", () => {
  it("warns of a target outside its comparison stars", () => {
    const { frames: calibrated } = calibrateShared(input());
    expect(extrapolationNotes(calibrated)).toEqual([]);
    const faint = calibrated.map((frame) => ({ ...frame, magnitude: 17 }));
    expect(extrapolationNotes(faint)[0]).toContain("(17.00 mag) is 1.00 mag outside");
    expect(extrapolationNotes([])).toEqual([]);
  });
});
