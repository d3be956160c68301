import { julianDate, parseUtc } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { julianYear, positionAt } from "./epoch.ts";
import { matchOneToOne } from "./match-one-to-one.ts";
import { type MemberStar, membershipGuess } from "./membership.ts";
import { binEdges } from "./motion-peak.ts";
import { rounded } from "./rounded.ts";

const moment = parseUtc("2024-06-15T03:04:05.678Z")!;

/** operations.md §9, membership vector. */
function vectorStars(): MemberStar[] {
  return Array.from({ length: 60 }, (_, i) => {
    const member = i < 20;
    const distance = member ? 820 + 10 * (((5 * i) % 9) - 4) : 200 + 31 * ((29 * i) % 40);
    const motion = member
      ? { pmra: -3 + 0.1 * (((7 * i) % 5) - 2), pmdec: 1.5 + 0.1 * (((3 * i) % 5) - 2) }
      : { pmra: ((37 * i) % 41) - 20, pmdec: ((53 * i) % 37) - 18 };
    return {
      pmra: i === 59 ? Number.NaN : motion.pmra,
      pmdec: motion.pmdec,
      parallax: i === 3 ? Number.NaN : member ? 1.2 + 0.02 * (((11 * i) % 7) - 3) : 0.1 * ((13 * i) % 17) - 0.3,
      distance: i === 5 ? Number.NaN : distance,
      distanceLow: distance - 30 - 3 * (i % 4),
      distanceHigh: distance + 40 + 4 * (i % 3),
    };
  });
}

describe("the epoch", () => {
  it("is the Julian date and year of the vectors", () => {
    expect(julianDate(moment)).toBeCloseTo(2460476.6278434955, 9);
    expect(julianYear(moment)).toBeCloseTo(2024.4534643216848, 12);
  });

  it("moves a star by its proper motion", () => {
    const star = { ra: 150, dec: 60, pmra: 100, pmdec: -50 };
    const { ra, dec } = positionAt(star, 2026.25);
    expect([ra, dec]).toEqual([expect.closeTo(150.00056944, 8), expect.closeTo(59.99985764, 8)]);
    expect(positionAt({ ...star, pmra: Number.NaN }, 2026.25)).toEqual({ ra: 150, dec });
  });
});

describe("matching two catalogues", () => {
  const at = (...seconds: number[]) => ({
    ra: seconds.map(() => 10),
    dec: seconds.map((second) => 20 + second / 3600),
  });

  it("pairs each star once, with the nearest within the radius, in order of the first", () => {
    expect(matchOneToOne(at(0, 0.5, 60, 100), at(99, 0.4, 63), 2)).toEqual([
      { a: 1, b: 1 },
      { a: 3, b: 0 },
    ]);
  });

  it("gives a tie to the first, and leaves out positions that are not there", () => {
    expect(matchOneToOne(at(-1, 1), at(0), 2)).toEqual([{ a: 0, b: 0 }]);
    expect(matchOneToOne(at(Number.NaN, 0), at(0, Number.NaN), 2)).toEqual([{ a: 1, b: 0 }]);
    expect(matchOneToOne(at(), at(0), 2)).toEqual([]);
  });

  it("works across 0h", () => {
    const across = matchOneToOne({ ra: [359.9999], dec: [0] }, { ra: [0.0001], dec: [0] }, 1);
    expect(across).toEqual([{ a: 0, b: 0 }]);
  });
});

describe("the members of a cluster", () => {
  it("are guessed as in the vector", () => {
    expect(membershipGuess(vectorStars())).toEqual({
      pmra: -3,
      pmdec: 1.5,
      pm_radius: 0.671,
      parallax_min: 1.0221,
      parallax_max: 1.3779,
      distance_min: 703,
      distance_max: 937,
    });
  });

  it("are searched in the vector's bins", () => {
    const stars = vectorStars().filter(({ pmra }) => Number.isFinite(pmra));
    const edges = [stars.map(({ pmra }) => pmra), stars.map(({ pmdec }) => pmdec)].map(binEdges);
    expect(edges.map((each) => each.length)).toEqual([51, 51]);
    expect(edges.map((each) => each[0])).toEqual([expect.closeTo(-27.9, 9), expect.closeTo(-23.5, 9)]);
  });

  it("are not guessed from too few motions, or where none cluster", () => {
    expect(membershipGuess(vectorStars().slice(0, 9))).toBeNull();
    const scattered = vectorStars().map((star, i) => ({ ...star, pmra: 20 * (i % 8), pmdec: 20 * (i >> 3) }));
    expect(membershipGuess(scattered)).toBeNull();
  });

  it("have no parallax or distance range when none is known", () => {
    const unknown = vectorStars().map((star) => ({ ...star, parallax: Number.NaN, distance: Number.NaN }));
    expect(membershipGuess(unknown)).toMatchObject({ pmra: -3, parallax_min: null, distance_max: null });
  });
});

describe("rounding", () => {
  it("takes exact ties to even and what is not finite to null", () => {
    expect([0.125, 0.375, 2.675, -0.125].map((value) => rounded(value, 2))).toEqual([0.12, 0.38, 2.67, -0.12]);
    expect([Number.NaN, Number.POSITIVE_INFINITY].map((value) => rounded(value, 2))).toEqual([null, null]);
  });
});
