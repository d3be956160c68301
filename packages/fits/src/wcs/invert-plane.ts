import type { PlaneMap } from "./sip.ts";

const steps = 50;
/** Of a pixel: far below what any use of a position notices. */
const tolerance = 1e-9;
const nudge = 0.5;

/** Where `map` takes the value (x, y): Newton's method from `start` with central differences. NaN where it does not converge. */
export function invertPlane(map: PlaneMap, x: number, y: number, start: [number, number]): [number, number] {
  let [u, v] = start;
  for (let step = 0; step < steps; step++) {
    const [fx, fy] = map(u, v);
    const [right, left, up, down] = [map(u + nudge, v), map(u - nudge, v), map(u, v + nudge), map(u, v - nudge)];
    const a = (right[0] - left[0]) / (2 * nudge);
    const b = (up[0] - down[0]) / (2 * nudge);
    const c = (right[1] - left[1]) / (2 * nudge);
    const d = (up[1] - down[1]) / (2 * nudge);
    const determinant = a * d - b * c;
    const du = (d * (x - fx) - b * (y - fy)) / determinant;
    const dv = (a * (y - fy) - c * (x - fx)) / determinant;
    u += du;
    v += dv;
    if (!Number.isFinite(u + v)) break;
    if (Math.abs(du) < tolerance && Math.abs(dv) < tolerance) return [u, v];
  }
  return [Number.NaN, Number.NaN];
}
