import { polynomial } from "./precession.ts";
import { dot, type Vector } from "./rotation.ts";

const degree = Math.PI / 180;
/** Degrees. */
const aberration = 0.0056932;
const julianCentury = 36_525;
const j2000 = 2_451_545;
const b1950 = 2_433_282.423;

export function julianDateOfBesselian(year: number): number {
  return 2_415_020.31352 + (year - 1900) * 365.242198781;
}

/** The part of aberration that FK4 positions contain, which the shape of the Earth's orbit makes (Explanatory Supplement, 1992, §3.531). */
export function eTerms(equinox: number): Vector {
  const jd = julianDateOfBesselian(equinox);
  const since1950 = (jd - b1950) / julianCentury;
  const eccentricity = polynomial([0.01673011, -0.00004193, -0.000000126], since1950);
  const perigee = (polynomial([1_015_489.951, 6190.67, 1.65, 0.012], since1950) / 3600) * degree;
  const obliquity =
    (polynomial([84_381.448, -46.815, -0.00059, 0.001813], (jd - j2000) / julianCentury) / 3600) * degree;
  const size = eccentricity * aberration * degree;
  return [
    size * Math.sin(perigee),
    -size * Math.cos(perigee) * Math.cos(obliquity),
    -size * Math.cos(perigee) * Math.sin(obliquity),
  ];
}

/** An FK4 direction without the E-terms; not of length 1. */
export function withoutETerms(terms: Vector, direction: Vector): Vector {
  const along = dot(terms, direction);
  return combined(direction, 1 + along, terms, -1);
}

const rounds = 10;

/** The inverse of `withoutETerms` for a direction of length 1. */
export function withETerms(terms: Vector, direction: Vector): Vector {
  let result = direction;
  for (let round = 0; round < rounds; round++) {
    const part = 1 / (1 + dot(terms, result));
    result = combined(direction, part, terms, part);
  }
  return result;
}

function combined(a: Vector, ofA: number, b: Vector, ofB: number): Vector {
  return [a[0] * ofA + b[0] * ofB, a[1] * ofA + b[1] * ofB, a[2] * ofA + b[2] * ofB];
}
