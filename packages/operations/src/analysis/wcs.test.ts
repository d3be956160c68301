import { Header, realCard, valueCard } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { linearSolution } from "./wcs.ts";

type Pair = readonly [number, number];

/** Positions to 1e-7° (0.4 mas), elements of the matrix to 1e-9 of a degree. */
function expectPairs(found: readonly Pair[], expected: readonly Pair[]) {
  expect(found).toHaveLength(expected.length);
  found.forEach((pair, i) => {
    pair.forEach((value, j) => {
      expect(Math.abs(value - expected[i][j]), `${value} is not ${expected[i][j]}`).toBeLessThan(i === 0 ? 1e-7 : 1e-9);
    });
  });
}

const base = { CRVAL1: 150, CRVAL2: -20, CRPIX1: 10.5, CRPIX2: 20.5 };
const header = (values: Record<string, number>, types = ["RA---TAN", "DEC--TAN"]) =>
  new Header([
    ...types.map((type, i) => valueCard(`CTYPE${i + 1}`, type)),
    ...Object.entries({ ...base, ...values }).map(([name, value]) => realCard(name, value)),
  ]);

describe("the linear solution of a header", () => {
  it("is its CD matrix", () => {
    expect(linearSolution(header({ CD1_1: -1e-4, CD1_2: 2e-6, CD2_1: 3e-6, CD2_2: 1e-4 }))).toEqual({
      crval: [150, expect.closeTo(-20, 12)],
      crpix: [10.5, 20.5],
      cd1: [-1e-4, 2e-6],
      cd2: [3e-6, 1e-4],
    });
  });

  it("is CDELT times PC (D63)", () => {
    const solution = linearSolution(
      header({ CDELT1: -2, CDELT2: 3, PC1_1: 0.5, PC1_2: 0.1, PC2_1: -0.2, PC2_2: 0.25 }),
    );
    expect(solution).toMatchObject({ cd1: [-1, -0.2], cd2: [-0.2 * 3, 0.75] });
  });

  it("is CDELT turned by CROTA2 (D63)", () => {
    const solution = linearSolution(header({ CDELT1: -1e-4, CDELT2: 1e-4, CROTA2: 90 }));
    expect(solution?.cd1[1]).toBeCloseTo(-1e-4, 12);
    expect(solution?.cd2[0]).toBeCloseTo(-1e-4, 12);
  });

  it("needs no projection that positions could be computed with", () => {
    expect(linearSolution(header({ CD1_1: -1e-4, CD2_2: 1e-4 }, ["RA---SIN", "DEC--SIN"]))?.cd1).toEqual([-1e-4, 0]);
  });

  it.each([
    ["no celestial axes", header({ CD1_1: 1, CD2_2: 1 }, ["WAVE", "DEC--TAN"])],
    ["ecliptic axes", header({ CD1_1: 1, CD2_2: 1 }, ["ELON-TAN", "ELAT-TAN"])],
    ["no axes", header({ CD1_1: 1, CD2_2: 1 }, [])],
  ])("is missing with %s", (_, without) => {
    expect(linearSolution(without)).toBeUndefined();
  });

  it.each([
    ["a singular matrix", { CD1_1: 0, CD1_2: 0, CD2_1: 0, CD2_2: 0 }, {}, "singular"],
    ["apparent places", { CD1_1: -1e-4, CD2_2: 1e-4 }, { RADESYS: "GAPPT" }, "RADESYS GAPPT"],
    ["an equinox that is none", { CD1_1: -1e-4, CD2_2: 1e-4 }, { EQUINOX: "now" }, "reads now"],
  ])("is refused in words with %s", (_, values, frame, words) => {
    const without = header(values);
    for (const [keyword, value] of Object.entries(frame)) without.set(keyword, value);
    expect(() => linearSolution(without)).toThrow(words);
  });

  it("is in degrees whatever CUNIT, its axes in whatever order", () => {
    const turned = header({ CRVAL1: -72000, CRVAL2: 540000, CD1_2: 0.5, CD2_1: -0.5 }, ["DEC--TAN", "RA---TAN"]);
    for (const keyword of ["CUNIT1", "CUNIT2"]) turned.set(keyword, "arcsec");
    const { crval, cd1, cd2 } = linearSolution(turned)!;
    expectPairs(
      [crval, cd1, cd2],
      [
        [150, -20],
        [-0.5 / 3600, 0],
        [0, 0.5 / 3600],
      ],
    );
  });

  it("is turned by a LONPOLE", () => {
    const { cd1, cd2 } = linearSolution(header({ CD1_1: -1e-4, CD2_2: 1e-4, LONPOLE: 90 }))!;
    expectPairs(
      [cd1, cd2],
      [
        [0, -1e-4],
        [-1e-4, 0],
      ],
    );
  });
});

const equatorial = ["RA---TAN", "DEC--TAN"];

/**
 * Frames, and what `base` with CD −1e-4, 2e-6, 3e-6, 1e-4 in each of them is in the ICRS: astropy 5.2, the reference pixel and two pixels
 * 100 off by WCS and SkyCoord, those two projected about the first.
 */
const frames: [
  cards: Record<string, string | number>,
  types: string[],
  crval: Pair,
  cd1: Pair,
  cd2: Pair,
  name: string,
][] = [
  [
    { RADESYS: "FK5", EQUINOX: 2026.03 },
    equatorial,
    [149.6928835609577, -19.874696500110296],
    [-0.00010000396262230824, 1.8648673856672543e-6],
    [2.8648664726594463e-6, 0.00010000261131413375],
    "FK5 J2026.03",
  ],
  [
    { RADESYS: "FK5" },
    equatorial,
    [149.99999235651006, -19.999995046991312],
    [-9.999999980422991e-5, 2.0000065438567726e-6],
    [3.000006543987258e-6, 9.999999986916555e-5],
    "FK5 J2000",
  ],
  [
    { EQUINOX: "B1950.0" },
    equatorial,
    [150.59005157625802, -20.24183239435081],
    [-9.999209865732736e-5, 2.256477377806384e-6],
    [3.2564753149356454e-6, 9.999466348492216e-5],
    "FK4 B1950",
  ],
  [
    {},
    ["GLON-TAN", "GLAT-TAN"],
    [44.79816137301678, 36.068711383383636],
    [-8.503992484010795e-5, 5.183382207034187e-5],
    [5.269925220724507e-5, 8.554095445790058e-5],
    "galactic",
  ],
];

describe("the linear solution of a header in another frame", () => {
  it.each(frames)("is ICRS, of %o", (cards, types, crval, cd1, cd2, name) => {
    const other = header({ CD1_1: -1e-4, CD1_2: 2e-6, CD2_1: 3e-6, CD2_2: 1e-4 }, types);
    for (const [keyword, value] of Object.entries(cards)) other.set(keyword, value);
    const solution = linearSolution(other)!;
    expectPairs([solution.crval, solution.cd1, solution.cd2], [crval, cd1, cd2]);
    expect(solution.frame).toBe("ICRS");
    expect(solution.diagnostics).toEqual([`The header's coordinates are ${name}; these are ICRS.`]);
  });
});
