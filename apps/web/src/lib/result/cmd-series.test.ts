import { describe, expect, it } from "vitest";
import { readDiagram } from "./cmd-series.ts";

const guess = {
  pmra: -4,
  pmdec: 2.6,
  pm_radius: 0.5,
  parallax_min: 1,
  parallax_max: 1.4,
  distance_min: 650,
  distance_max: 1050,
};
const star = {
  ra: 81,
  dec: -24,
  color: 0.2,
  color_err: 0.01,
  mag: 14,
  magerr: 0.005,
  gaia_match: true,
  gaia_only: false,
};
const moving = {
  ...star,
  pmra: -4.1,
  pmdec: 2.5,
  parallax: 1.2,
  parallax_err: 0.02,
  distance: 830,
  distance_lo: 800,
  distance_hi: 860,
};

const counts = (rows: object[], membership: object | null = guess) => {
  const diagram = readDiagram({
    cmd: rows as never,
    membership_guess: membership as never,
    blue_filter: "gp",
    red_filter: "rp",
    mag_band: "rp",
  })!;
  return Object.fromEntries(diagram.groups.map(({ key, stars }) => [key, stars.length]));
};

describe("a colour–magnitude diagram", () => {
  it("tells members from others, and stars of the images from those only Gaia knows", () => {
    expect(counts([moving, star, { ...moving, gaia_only: true }, { ...star, gaia_only: true }, star])).toEqual({
      members: 1,
      field: 2,
      gaiaMembers: 1,
      gaiaField: 1,
    });
  });
  it.each([
    ["motion", { pmra: -3.4 }],
    ["parallax", { parallax: 0.9 }],
    ["distance", { distance_lo: 1100, distance_hi: 1200 }],
  ])("takes no star for a member that differs in %s", (_, change) => {
    expect(counts([{ ...moving, ...change }])).toEqual({ field: 1 });
  });
  it("gives uncertain parallaxes their error, and unknown ones the benefit of the doubt", () => {
    expect(counts([{ ...moving, parallax: 0.9, parallax_err: 0.2 }])).toEqual({ members: 1 });
    expect(counts([{ ...moving, parallax: null, distance_lo: null, distance_hi: null }])).toEqual({ members: 1 });
  });
  it("has no members without a guess", () => {
    expect(counts([moving], null)).toEqual({ field: 1 });
  });
  it("counts what can not be drawn", () => {
    const diagram = readDiagram({ cmd: [star, { ...star, color: null }, { ...star, mag: null }] })!;
    expect(diagram.withoutColour).toBe(2);
    expect(diagram.groups.flatMap(({ stars }) => stars)).toEqual([
      { ra: 81, dec: -24, colour: 0.2, colourError: 0.01, magnitude: 14, magnitudeError: 0.005, distance: null },
    ]);
  });
  it("is null where there is none", () => {
    expect(readDiagram({ light_curve: [] })).toBeNull();
  });
});
