import { AppError } from "@datalab/errors";
import { frameName, Header, linearTransform, type SkyFrame } from "@datalab/fits";
import { skyReading } from "../imaging/sky-frames/icrs-wcs.ts";
import { defineAnalysis } from "./define.ts";
import { positionAngle } from "./position-angle.ts";

interface LinearSolution {
  /** Right ascension and declination of the reference pixel, ICRS degrees. */
  crval: [number, number];
  /** FITS pixels: the centre of the first one is 1. */
  crpix: [number, number];
  /** Degrees a pixel towards the east and towards the north: [CD1_1, CD1_2] and [CD2_1, CD2_2]. */
  cd1: [number, number];
  cd2: [number, number];
  /** Given where the header's own frame is another one, with a sentence that says so. */
  frame?: "ICRS";
  diagnostics?: string[];
}

const longitudeTypes = /^(RA-|GLON)-/i;
const latitudeTypes = /^(DEC-|GLAT)-/i;

/**
 * The linear part of a header's sky coordinates in the ICRS, from CD, PC and CDELT, or CDELT and CROTA (Greisen & Calabretta 2002); units
 * are made degrees, distortion is left out. Undefined where axes 1 and 2 are not right ascension and declination, or galactic
 * longitude and latitude.
 * @throws AppError invalid where they are but cannot be used, with HDU and cause
 */
export function linearSolution(header: Header): LinearSolution | undefined {
  const [first, second] = ["CTYPE1", "CTYPE2"].map((keyword) => header.string(keyword) ?? "");
  const longitude = longitudeTypes.test(first) && latitudeTypes.test(second) ? 1 : 2;
  if (longitude === 2 && !(latitudeTypes.test(first) && longitudeTypes.test(second))) return undefined;
  const linear = linearTransform(header, longitude);
  const { wcs, own, reason } = skyReading(withoutDistortion(header));
  if (!linear || !wcs) throw noSolution(reason);
  const [x, y] = linear.reference;
  const [ra, dec] = wcs.toSky(x - 1, y - 1);
  const [u, v] = longitude === 1 ? linear.invert(0, 1) : linear.invert(1, 0);
  const [northRa, northDec] = wcs.toSky(x - 1 + u, y - 1 + v);
  const [a, b, c, d] = linear.matrix;
  const rows: [number, number][] = longitude === 1 ? [[a, b], [c, d]] : [[c, d], [a, b]]; // biome-ignore format: a matrix
  const [cd1, cd2] = turned(rows, positionAngle({ ra, dec }, { ra: northRa, dec: northDec }));
  return { crval: [ra, dec], crpix: linear.reference, cd1, cd2, ...(own.system !== "ICRS" && converted(own)) };
}

function converted(own: SkyFrame) {
  return { frame: "ICRS" as const, diagnostics: [`The header's coordinates are ${frameName(own)}; these are ICRS.`] };
}

function noSolution(reason = ""): AppError {
  return new AppError("invalid", "analysis.no_wcs", `this image has no coordinate solution. ${reason}`.trim());
}

/** In a tangent plane, which any zenithal projection is about its reference pixel. */
function withoutDistortion(header: Header): Header {
  const plain = new Header(
    header.cards.filter(({ keyword }) => !/^(PV\d+_\d+|[AB]P?_(ORDER|\d+_\d+))$/i.test(keyword)),
  );
  plain.label = header.label;
  for (const keyword of ["CTYPE1", "CTYPE2"])
    plain.set(keyword, `${(header.string(keyword) ?? "").slice(0, 4).padEnd(5, "-")}TAN`);
  return plain;
}

/** Degrees; less is rounding. */
const smallestTurn = 1e-9;

/** Rows towards east and north where the second axis of the plane points at `angle` from north over east. */
function turned([east, north]: [number, number][], angle: number): [[number, number], [number, number]] {
  if (Math.min(angle, 360 - angle) < smallestTurn) return [east, north];
  const [c, s] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return [
    [c * east[0] + s * north[0], c * east[1] + s * north[1]],
    [c * north[0] - s * east[0], c * north[1] - s * east[1]],
  ];
}

/** The linear sky coordinates of a frame, for read-outs that follow the pointer (analysis.md §7). */
export const wcs = defineAnalysis({
  name: "wcs",
  input: {},
  async run(context) {
    const { header, input } = (await context.frame()).science();
    const solution = linearSolution(header);
    if (!solution) throw noSolution();
    const fits_dimensions: [number, number] = [input.layout.width, input.layout.height];
    const { crval, crpix, cd1, cd2, ...notes } = solution;
    return { crval, crpix, cd1, cd2, fits_dimensions, ...notes };
  },
});
