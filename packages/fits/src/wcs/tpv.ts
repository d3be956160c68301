import type { Header } from "../header.ts";
import type { CelestialAxes } from "./celestial-axes.ts";
import type { PlaneMap } from "./sip.ts";

/** Powers of (x, y) that PVi_0 to PVi_39 multiply; "r" stands for an odd power of √(x² + y²), kept as its exponent. */
const powers: ({ x: number; y: number } | { r: number })[] = [];
for (let degree = 0; degree <= 7; degree++) {
  for (let y = 0; y <= degree; y++) powers.push({ x: degree - y, y });
  if (degree % 2 === 1) powers.push({ r: degree });
}

/**
 * The polynomial of TPV, and of TAN as SCAMP wrote it, in the tangent plane: degrees in, degrees out (registered FITS convention
 * TPV, 2011). Takes and gives (ξ, η). Undefined where the header has no coefficients.
 */
export function tpvFromHeader(header: Header, { longitude, projection }: CelestialAxes): PlaneMap | undefined {
  const latitude = longitude === 1 ? 2 : 1;
  const xi = coefficients(header, longitude);
  const eta = coefficients(header, latitude);
  if (projection === "TAN" && (header.states("A_ORDER") || !isScamp(xi, eta))) return undefined;
  if (!xi && !eta) return undefined;
  // The η polynomial counts its powers with the axes exchanged.
  return (x, y) => [xi ? polynomial(xi, x, y) : x, eta ? polynomial(eta, y, x) : y];
}

/** PVi_1 to PVi_4 of the longitude axis of a plain TAN mean other things; any further one is a polynomial's. */
function isScamp(xi: Float64Array | undefined, eta: Float64Array | undefined): boolean {
  return eta !== undefined || (xi?.subarray(5).some((value) => value !== 0) ?? false);
}

function coefficients(header: Header, axis: 1 | 2): Float64Array | undefined {
  const stated = powers.map((_, index) => header.number(`PV${axis}_${index}`));
  if (stated.every((value) => value === undefined)) return undefined;
  return Float64Array.from(stated, (value, index) => value ?? (index === 1 ? 1 : 0));
}

function polynomial(values: Float64Array, x: number, y: number): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    const power = powers[index];
    if (values[index] === 0) continue;
    total += values[index] * ("r" in power ? Math.hypot(x, y) ** power.r : x ** power.x * y ** power.y);
  }
  return total;
}
