import { fitsError } from "../fits-error.ts";
import type { Header } from "../header.ts";
import { axesDefect, celestialAxes } from "./celestial-axes.ts";
import { unreadableCelestialCard } from "./celestial-cards.ts";
import { invertPlane } from "./invert-plane.ts";
import { type LinearTransform, linearTransform } from "./linear-transform.ts";
import { type PlaneMap, sipDefect, sipFromHeader } from "./sip.ts";
import { gnomonic } from "./tangent-plane.ts";
import { tpvFromHeader } from "./tpv.ts";

/**
 * World coordinates of an image. Pixels count from 0 at the centre of the first one (FITS pixel − 1) and may have fractions; right
 * ascension and declination are degrees of the header's own frame (RADESYS), no transformation between frames is made.
 */
export interface Wcs {
  /** "TAN", "TAN-SIP" or "TPV"; TAN with a polynomial as SCAMP wrote it counts as TPV. */
  projection: "TAN" | "TAN-SIP" | "TPV";
  /** Right ascension in [0, 360) and declination of a pixel position; NaN for NaN. */
  toSky(x0: number, y0: number): [ra: number, dec: number];
  /** Pixel position; NaN where the point is 90° or more from the tangent point or the distortion has no inverse there. */
  toPixel(ra: number, dec: number): [x0: number, y0: number];
  /** `toSky` of many positions; the arrays are of one length. */
  toSkyAll(x0: ArrayLike<number>, y0: ArrayLike<number>): { ra: Float64Array; dec: Float64Array };
  /** `toPixel` of many positions; the arrays are of one length. */
  toPixelAll(ra: ArrayLike<number>, dec: ArrayLike<number>): { x0: Float64Array; y0: Float64Array };
  /** The outer corners of an image of this size: lower left, lower right, upper right, upper left as the pixels count. */
  footprint(width: number, height: number): [ra: number, dec: number][];
  /** Degrees a pixel along each image axis, distortion left aside. */
  pixelScale: [number, number];
  /** Where the second image axis points at the reference pixel: degrees in [0, 360) from north over east, distortion left aside. */
  positionAngle: number;
}

const unchanged: PlaneMap = (u, v) => [u, v];

/**
 * The celestial coordinates a header describes: TAN, TAN-SIP and TPV, with CD, PC and CDELT, or CROTA2 (Greisen & Calabretta
 * 2002, A&A 395, 1061; Calabretta & Greisen 2002, A&A 395, 1077; Shupe et al. 2005, ASPC 347, 491).
 * CD and PC also as CD001001 and PC001001 of drafts of the standard.
 * Undefined where the axes are not right ascension and declination, the projection is another one, the matrix is singular, SIP states half
 * a distortion, or a card of all this cannot be read; `celestialDefect` and `requireWcs` say which.
 */
export function wcsFromHeader(header: Header): Wcs | undefined {
  if (celestialDefect(header) !== undefined) return undefined;
  const axes = celestialAxes(header);
  const linear = axes && linearTransform(header, axes.longitude);
  if (!axes || !linear) return undefined;
  const sip = sipFromHeader(header) ?? unchanged;
  const tpv = tpvFromHeader(header, axes) ?? unchanged;
  const sky = gnomonic(axes);
  const flip = axes.longitude === 2;
  const plane: PlaneMap = (u, v) => {
    const [x, y] = linear.apply(...sip(u, v));
    return flip ? tpv(y, x) : tpv(x, y);
  };
  const linearOnly = sip === unchanged && tpv === unchanged;
  const [refX, refY] = linear.reference;
  const toSky = (x0: number, y0: number) => sky.toSky(...plane(x0 + 1 - refX, y0 + 1 - refY));
  const toPixel = (ra: number, dec: number): [number, number] => {
    const [xi, eta] = sky.toPlane(ra, dec);
    const start = flip ? linear.invert(eta, xi) : linear.invert(xi, eta);
    const [u, v] = linearOnly ? start : invertPlane(plane, xi, eta, start);
    return [u + refX - 1, v + refY - 1];
  };
  const [, m12, , m22] = linear.matrix;
  return {
    projection: tpv !== unchanged ? "TPV" : sip !== unchanged ? "TAN-SIP" : axes.projection,
    toSky,
    toPixel,
    toSkyAll(x0, y0) {
      const [ra, dec] = mapAll(toSky, x0, y0);
      return { ra, dec };
    },
    toPixelAll(ra, dec) {
      const [x0, y0] = mapAll(toPixel, ra, dec);
      return { x0, y0 };
    },
    footprint: (width, height) => [
      toSky(-0.5, -0.5),
      toSky(width - 0.5, -0.5),
      toSky(width - 0.5, height - 0.5),
      toSky(-0.5, height - 0.5),
    ],
    pixelScale: columnNorms(linear),
    positionAngle: flip ? sky.angleOf(m22, m12) : sky.angleOf(m12, m22),
  };
}

/**
 * In words, why a header that names celestial axes gives no coordinates: "CRVAL1 must be a number, but reads 1,5". Undefined where it gives
 * them, and where it states no CTYPE1 and CTYPE2 at all.
 */
export function celestialDefect(header: Header): string | undefined {
  if (!header.states("CTYPE1") && !header.states("CTYPE2")) return undefined;
  const unusable = unreadableCelestialCard(header) ?? axesDefect(header);
  if (unusable !== undefined) return unusable;
  const axes = celestialAxes(header);
  const linear = axes && linearTransform(header, axes.longitude);
  return linear ? sipDefect(header) : "its matrix of pixel scales (CD, PC, CDELT) is singular";
}

/**
 * `wcsFromHeader` for those who cannot do without: throws fits.no_wcs for a header without celestial axes and fits.wcs_unsupported,
 * with the CTYPE or the keyword and its text in its words, for coordinates that cannot be used. `label` names the HDU in the message.
 */
export function requireWcs(header: Header, label = "The image"): Wcs {
  const wcs = wcsFromHeader(header);
  if (wcs) return wcs;
  const defect = celestialDefect(header);
  if (defect === undefined)
    throw fitsError("no_wcs", `${label} has no sky coordinates: it states no CTYPE1 and CTYPE2.`);
  throw fitsError("wcs_unsupported", `${label} has sky coordinates that cannot be used: ${defect}.`);
}

function mapAll(
  map: (a: number, b: number) => [number, number],
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): [Float64Array, Float64Array] {
  const results: [Float64Array, Float64Array] = [new Float64Array(first.length), new Float64Array(first.length)];
  for (let i = 0; i < first.length; i++) [results[0][i], results[1][i]] = map(first[i], second[i]);
  return results;
}

function columnNorms({ matrix: [a, b, c, d] }: LinearTransform): [number, number] {
  return [Math.hypot(a, c), Math.hypot(b, d)];
}
