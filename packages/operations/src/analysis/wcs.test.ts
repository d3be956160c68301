import { Header, realCard, valueCard } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { linearSolution } from "./wcs.ts";

const base = { CRVAL1: 150, CRVAL2: -20, CRPIX1: 10.5, CRPIX2: 20.5 };
const header = (values: Record<string, number>, types = ["RA---TAN", "DEC--TAN"]) =>
  new Header([
    ...types.map((type, i) => valueCard(`CTYPE${i + 1}`, type)),
    ...Object.entries({ ...base, ...values }).map(([name, value]) => realCard(name, value)),
  ]);

describe("the linear solution of a header", () => {
  it("is its CD matrix", () => {
    expect(linearSolution(header({ CD1_1: -1e-4, CD1_2: 2e-6, CD2_1: 3e-6, CD2_2: 1e-4 }))).toEqual({
      crval: [150, -20],
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
    ["no axes", header({ CD1_1: 1, CD2_2: 1 }, [])],
    ["a singular matrix", header({ CD1_1: 0, CD1_2: 0, CD2_1: 0, CD2_2: 0 })],
  ])("is missing with %s", (_, without) => {
    expect(linearSolution(without)).toBeUndefined();
  });
});
