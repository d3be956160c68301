import type { Header } from "../header.ts";
import { unitOfAxis } from "./celestial-axes.ts";
import { matrixElements } from "./celestial-cards.ts";

/** From pixels relative to the reference pixel to intermediate world coordinates in degrees, in the order of the axes. */
export interface LinearTransform {
  /** CRPIX1, CRPIX2. */
  reference: [number, number];
  /** M11, M12, M21, M22. */
  matrix: [number, number, number, number];
  apply(u: number, v: number): [number, number];
  invert(x: number, y: number): [number, number];
}

/**
 * The matrix from CD, else PC and CDELT, else CDELT and the CROTA of the axis of declination. Undefined if it is singular or not finite.
 * Throws fits.bad_keyword for a card of them that cannot be read.
 */
export function linearTransform(header: Header, longitude: 1 | 2): LinearTransform | undefined {
  const unit = [unitOfAxis(header, 1) ?? Number.NaN, unitOfAxis(header, 2) ?? Number.NaN];
  const [m11, m12, m21, m22] = matrixOf(header, longitude);
  const [a, b, c, d] = [m11 * unit[0], m12 * unit[0], m21 * unit[1], m22 * unit[1]];
  const determinant = a * d - b * c;
  if (!Number.isFinite(determinant) || determinant === 0) return undefined;
  return {
    reference: [header.number("CRPIX1") ?? 0, header.number("CRPIX2") ?? 0],
    matrix: [a, b, c, d],
    apply: (u, v) => [a * u + b * v, c * u + d * v],
    invert: (x, y) => [(d * x - b * y) / determinant, (a * y - c * x) / determinant],
  };
}

function matrixOf(header: Header, longitude: 1 | 2): [number, number, number, number] {
  const cd = matrixElements(header, "CD");
  if (cd.some((element) => element !== undefined)) {
    const [a = 0, b = 0, c = 0, d = 0] = cd;
    return [a, b, c, d];
  }
  const s1 = header.number("CDELT1") ?? 1;
  const s2 = header.number("CDELT2") ?? 1;
  const pc = matrixElements(header, "PC");
  if (pc.some((element) => element !== undefined)) {
    const [a = 1, b = 0, c = 0, d = 1] = pc;
    return [s1 * a, s1 * b, s2 * c, s2 * d];
  }
  // The rotation belongs to the axis of declination.
  const rotation = header.number(longitude === 1 ? "CROTA2" : "CROTA1") ?? 0;
  const cos = Math.cos((rotation * Math.PI) / 180);
  const sin = Math.sin((rotation * Math.PI) / 180);
  const turn = longitude === 1 ? sin : -sin;
  return [s1 * cos, -s2 * turn, s1 * turn, s2 * cos];
}
