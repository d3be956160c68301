import { describe, expect, it } from "vitest";
import { refineTrack, type TrackedFrame } from "./refine-track.ts";
import { separation } from "./separation.ts";
import { fitTrack } from "./track.ts";

const samples = [
  { mjd: 60000, ra: 150, dec: 20 },
  { mjd: 60000.08, ra: 150.008, dec: 20.004 },
];
const track = fitTrack(samples);

function frame(index: number, rows: [ra: number, dec: number, label: string][]): TrackedFrame {
  return {
    mjd: 60000 + 0.02 * index,
    ra: Float64Array.from(rows, (row) => row[0]),
    dec: Float64Array.from(rows, (row) => row[1]),
    label: (row) => rows[row][2],
  };
}

/** Two stars and the target a little off its predicted track, as in operations.md §8.6. */
const frames = [0, 1, 2, 3, 4].map((index) => {
  const { ra, dec } = track.at(60000 + 0.02 * index);
  return frame(index, [
    [150.0021, 20.0009, "star1"],
    [150.0062, 20.003, "star2"],
    [ra + 0.0004 / Math.cos((20 * Math.PI) / 180), dec + (index % 2 === 1 ? 0.0002 : -0.0002), `T${index}`],
  ]);
});

describe("refineTrack (operations.md §8.6)", () => {
  it("follows the source that moves and passes over the stars", () => {
    const { positions, diagnostics } = refineTrack(track, samples, frames, 10);
    expect(positions[2].ra).toBeCloseTo(150.00444994670337, 9);
    expect(positions[2].dec).toBeCloseTo(20.001971472327956, 9);
    const residuals = [0, 1, 2, 4].map((index) =>
      separation(positions[index], { ra: frames[index].ra[2], dec: frames[index].dec[2] }),
    );
    expect(Math.hypot(...residuals) / 2).toBeCloseTo(0.7832578, 4);
    expect(diagnostics).toEqual([
      "Catalog refinement: target located on 4 of 5 frames, RMS 0.78 arcsec, median shift 1.33 arcsec.",
      "Catalog refinement: no moving source near the track on 1 frames.",
    ]);
  });

  it("leaves out a source off the track", () => {
    const long = Array.from({ length: 25 }, (_, index) => {
      const { ra, dec } = track.at(60000 + 0.02 * index);
      return frame(index, [index === 4 ? [ra, dec + 8 / 3600, "intruder"] : [ra, dec, `T${index}`]]);
    });
    const { diagnostics, positions } = refineTrack(track, samples, long, 10);
    expect(diagnostics.join("\n")).toContain("left out: intruder");
    expect(separation(positions[4], track.at(60000.08))).toBeLessThan(0.2);
  });

  it("keeps the predictions when it has nothing better, and says why", () => {
    const predictions = frames.map(({ mjd }) => track.at(mjd));
    const few = refineTrack(track, samples, frames.slice(0, 2), 10);
    expect(few.positions).toEqual(predictions.slice(0, 2));
    expect(few.diagnostics[0]).toContain("fewer than 3");
    const empty = refineTrack(
      track,
      samples,
      frames.map((_, index) => frame(index, [])),
      10,
    );
    expect(empty.positions).toEqual(predictions);
    expect(empty.diagnostics[0]).toContain("on 0 frames only");
  });

  it("does not follow a field star that only three frames show", () => {
    const star = frames.map((_, index) =>
      frame(index, index === 0 || index > 2 ? [] : [[150.003, 20.0015, `S${index}`]]),
    );
    const { diagnostics } = refineTrack(track, samples, [...star, frame(1.5, [[150.003, 20.0015, "S"]])], 10);
    expect(diagnostics.at(-1)).toContain("the predicted positions are used");
  });
});
