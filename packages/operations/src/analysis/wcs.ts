import { AppError } from "@datalab/errors";
import { type Header, linearTransform } from "@datalab/fits";
import { defineAnalysis } from "./define.ts";

export interface LinearSolution {
  /** Degrees. */
  crval: [number, number];
  /** FITS pixels: the centre of the first one is 1. */
  crpix: [number, number];
  /** Degrees a pixel: [CD1_1, CD1_2] and [CD2_1, CD2_2]. */
  cd1: [number, number];
  cd2: [number, number];
}

const celestial = /^(RA-|DEC)-/;

/**
 * The linear part of a header's sky coordinates, from CD, PC and CDELT, or CDELT and CROTA (Greisen & Calabretta 2002); units are made
 * degrees, distortion is left out. Undefined where axes 1 and 2 are not right ascension and declination, or the matrix is singular.
 */
export function linearSolution(header: Header): LinearSolution | undefined {
  const types = [header.string("CTYPE1") ?? "", header.string("CTYPE2") ?? ""].map((type) => celestial.exec(type)?.[1]);
  if (!types[0] || !types[1] || types[0] === types[1]) return undefined;
  const linear = linearTransform(header, types[0] === "DEC" ? 2 : 1);
  if (!linear) return undefined;
  const [a, b, c, d] = linear.matrix;
  return {
    crval: [header.number("CRVAL1") ?? 0, header.number("CRVAL2") ?? 0],
    crpix: linear.reference,
    cd1: [a, b],
    cd2: [c, d],
  };
}

/** The linear sky coordinates of a frame, for read-outs that follow the pointer (analysis.md §7). */
export const wcs = defineAnalysis({
  name: "wcs",
  input: {},
  async run(context) {
    const { header, input } = (await context.frame()).science();
    const solution = linearSolution(header);
    if (!solution) throw new AppError("invalid", "analysis.no_wcs", "this image has no coordinate solution.");
    const fits_dimensions: [number, number] = [input.layout.width, input.layout.height];
    return { ...solution, fits_dimensions };
  },
});
