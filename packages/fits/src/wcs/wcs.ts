import type { Header } from "../header.ts";
import { celestialAxes } from "./celestial-axes.ts";
import { invertPlane } from "./invert-plane.ts";
import { type LinearTransform, linearTransform } from "./linear-transform.ts";
import { type PlaneMap, sipFromHeader } from "./sip.ts";
import { gnomonic } from "./tangent-plane.ts";
import { tpvFromHeader } from "./tpv.ts";

/** World coordinates of an image. Pixels count from 0 at the centre of the first one (FITS pixel − 1); angles are degrees. */
export interface Wcs {
  /** Right ascension in [0, 360) and declination of a pixel position; NaN for NaN. */
  toSky(x0: number, y0: number): [ra: number, dec: number];
  /** Pixel position; NaN where the point is 90° or more from the tangent point or the distortion has no inverse there. */
  toPixel(ra: number, dec: number): [x0: number, y0: number];
  /** Degrees a pixel along each image axis, distortion left aside. */
  pixelScale: [number, number];
}

const unchanged: PlaneMap = (u, v) => [u, v];

/**
 * The celestial coordinates a header describes: TAN, TAN-SIP and TPV, with CD, PC and CDELT, or CROTA2 (Greisen & Calabretta
 * 2002, A&A 395, 1061; Calabretta & Greisen 2002, A&A 395, 1077; Shupe et al. 2005, ASPC 347, 491).
 * Undefined where the axes are not right ascension and declination, the projection is another one, or the matrix is singular.
 */
export function wcsFromHeader(header: Header): Wcs | undefined {
  const axes = celestialAxes(header);
  const linear = axes && linearTransform(header);
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
  return {
    toSky: (x0, y0) => sky.toSky(...plane(x0 + 1 - refX, y0 + 1 - refY)),
    toPixel(ra, dec) {
      const [xi, eta] = sky.toPlane(ra, dec);
      const start = flip ? linear.invert(eta, xi) : linear.invert(xi, eta);
      const [u, v] = linearOnly ? start : invertPlane(plane, xi, eta, start);
      return [u + refX - 1, v + refY - 1];
    },
    pixelScale: columnNorms(linear),
  };
}

function columnNorms({ matrix: [a, b, c, d] }: LinearTransform): [number, number] {
  return [Math.hypot(a, c), Math.hypot(b, d)];
}
