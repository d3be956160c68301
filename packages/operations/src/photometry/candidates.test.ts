import { describe, expect, it } from "vitest";
import { type CandidateFrame, candidateSearch, isInside } from "./candidates.ts";

type Source = [ra: number, dec: number, mag: number, x?: number, y?: number];

const arcsec = 1 / 3600;

/** A frame of 1000² pixels; a source whose pixel is not given lies at (500, 500). */
function frame(sources: Source[], target = { x: 100, y: 100 }): CandidateFrame {
  const column = (index: number, absent = 0) => Float64Array.from(sources, (source) => source[index] ?? absent);
  return {
    rows: {
      ra: column(0),
      dec: column(1),
      mag: column(2),
      flux: column(2).map((mag) => 10 ** (-0.4 * (mag - 25))),
      names: undefined,
    },
    x: column(3, 500),
    y: column(4, 500),
    target,
    width: 1000,
    height: 1000,
    aperture: 10,
    annulusOuter: 25,
  };
}

function findCandidates(frames: CandidateFrame[], options: { apertureRadius: number; coverage: number }) {
  const search = candidateSearch(options);
  for (const one of frames) search.add(one);
  return search.finish();
}

const search = { apertureRadius: 7.64, coverage: 0.8 };

describe("findCandidates (operations.md §8.7)", () => {
  it("joins sources within 2.5 arcsec across frames, each once a frame", () => {
    const { candidates } = findCandidates(
      [
        frame([
          [10, 0, 15.2],
          [10 + 60 * arcsec, 0, 16],
        ]),
        frame([
          [10 + 2.4 * arcsec, 0, 15],
          [10 + 60 * arcsec, 2.6 * arcsec, 16.4],
        ]),
      ],
      { apertureRadius: 1, coverage: 0 },
    );
    expect(candidates.map(({ id, sightings }) => [id, [...sightings]])).toEqual([
      [
        "cand-001",
        [
          [0, 0],
          [1, 0],
        ],
      ],
      ["cand-002", [[0, 1]]],
      ["cand-003", [[1, 1]]],
    ]);
    expect(candidates[0].ra).toBeCloseTo(10 + 1.2 * arcsec, 12);
    expect(candidates[0].referenceMagnitude).toBeCloseTo(15.1, 12);
    expect(candidates[1].isolation).toBeCloseTo(2.6, 6);
  });

  it("unites what one aperture would hold, by way of others too, and takes all rows for position and magnitude", () => {
    const [one] = findCandidates(
      [
        frame([
          [10, 0, 15],
          [10 + 7 * arcsec, 0, 16],
          [10 + 14 * arcsec, 0, 17],
        ]),
      ],
      search,
    ).candidates;
    expect(one).toMatchObject({ id: "cand-001", referenceMagnitude: 16, isolation: Number.POSITIVE_INFINITY });
    expect(one.ra).toBeCloseTo(10 + 7 * arcsec, 12);
    expect([...one.sightings]).toEqual([[0, 0]]);
  });

  it("numbers all sources in order of position and keeps those on enough frames", () => {
    const both: Source[] = [
      [12, 0, 15],
      [11, 0, 15],
    ];
    const { candidates } = findCandidates([frame([...both, [10, 0, 15]]), frame(both)], search);
    expect(candidates.map(({ id, ra }) => [id, ra])).toEqual([
      ["cand-002", 11],
      ["cand-003", 12],
    ]);
  });

  it("leaves out rows near the target or the edge and rows without numbers", () => {
    const { candidates } = findCandidates(
      [
        frame([
          [10, 0, 15, 120, 110],
          [11, 0, 15, 26.9, 500],
          [12, 0, 15, 27, 500],
          [13, 0, Number.NaN],
          [14, 0, 15, Number.NaN],
        ]),
      ],
      search,
    );
    expect(candidates.map(({ ra }) => ra)).toEqual([12]);
    expect(candidates[0].targetSeparation).toBeCloseTo(Math.hypot(73, 400), 9);
  });

  it("averages across 0h", () => {
    const { candidates } = findCandidates([frame([[359.9999, 0, 15]]), frame([[0.0001, 0, 15]])], search);
    expect(candidates[0].ra).toBeCloseTo(0, 9);
  });

  it("keeps the best covered and most isolated of too many, in order of id as text", () => {
    const sources = Array.from({ length: 1200 }, (_, index): Source => [10 + index * index * 2e-5, index * 1e-3, 15]);
    const frames = Array.from({ length: 200 }, () => frame(sources));
    const { candidates, diagnostics } = findCandidates(frames, { apertureRadius: 0.01, coverage: 1 });
    expect(candidates).toHaveLength(1000);
    expect(diagnostics[0]).toContain("the 1000 best");
    expect(candidates.map(({ id }) => id)).toEqual(candidates.map(({ id }) => id).sort());
    expect(candidates.map(({ id }) => id)).toContain("cand-1200");
    expect(candidates.map(({ id }) => id)).not.toContain("cand-100");
  });
});

it("isInside keeps the annulus and two pixels within the image", () => {
  const image = { width: 100, height: 80, annulusOuter: 10 };
  expect(isInside(image, 12, 12)).toBe(true);
  expect(isInside(image, 11.9, 12)).toBe(false);
  expect(isInside(image, 88, 12)).toBe(false);
  expect(isInside(image, 87.9, 67.9)).toBe(true);
  expect(isInside(image, Number.NaN, 12)).toBe(false);
});
