import { julianDateOfBesselian } from "./e-terms.ts";
import { product, type Rotation, turn } from "./rotation.ts";

/** The frame bias (USNO Circular 179, §3.5). */
export const icrsToFk5 = product(turn("x", 19.9 / 3_600_000), turn("y", 9.1 / 3_600_000), turn("z", -22.9 / 3_600_000));

/** The pole and the zero of longitude as they were defined, in B1950 (Blaauw et al. 1960, MNRAS 121, 123). */
export const fk4ToGalactic = product(turn("z", 180 - 123), turn("y", 90 - 27.4), turn("z", 192.25));

/** The same, carried to J2000 (as in astropy, from Reid & Brunthaler 2004, ApJ 616, 872). */
export const fk5ToGalactic = product(
  turn("z", 180 - 122.9319185680026),
  turn("y", 90 - 27.12825118085622),
  turn("z", 192.8594812065348),
);

const b1950ToJ2000: Rotation = [
  [0.9999256794956877, -0.0111814832204662, -0.0048590038153592],
  [0.0111814832391717, 0.9999374848933135, -0.0000271625947142],
  [0.0048590037723143, -0.000027170293744, 0.9999881946023742],
];

/** Of FK4 turns against FK5, a Julian century; in millionths. */
const fk4Rotation: Rotation = [
  [-0.0026455262, -1.1539918689, 2.111134619],
  [1.1540628161, -0.0129042997, 0.0236021478],
  [-2.1112979048, -0.0056024448, 0.0102587734],
];

/** From FK4 of B1950 without E-terms to FK5 of J2000, for positions observed at a Besselian epoch (Murray 1989, A&A 218, 325). */
export function fk4ToFk5(epoch: number): Rotation {
  const centuries = (julianDateOfBesselian(epoch) - 2_433_282.5) / 36_525;
  const element = (row: 0 | 1 | 2, column: 0 | 1 | 2) =>
    b1950ToJ2000[row][column] + fk4Rotation[row][column] * 1e-6 * centuries;
  const row = (i: 0 | 1 | 2) => [element(i, 0), element(i, 1), element(i, 2)] as const;
  return [row(0), row(1), row(2)];
}
