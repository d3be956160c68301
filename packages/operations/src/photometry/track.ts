import { AppError } from "@datalab/errors";
import { type SkyPosition, separation, wrapped } from "./separation.ts";

/** Where something was at a time, MJD UTC in days. */
export interface TimedPosition extends SkyPosition {
  readonly mjd: number;
}

/** A motion over the sky, valid near the samples it was fitted to. */
export interface Track {
  /** 1: straight and steady; 2: curved or changing speed. */
  readonly degree: number;
  at(mjd: number): SkyPosition;
  /** Arcsec a minute, straight from the position at the first to that at the last sample's time. */
  readonly rate: number;
}

type Vector = readonly [number, number, number];

const radians = Math.PI / 180;

/**
 * Least-squares track through samples: standard coordinates ξ, η of each sample about the samples' mean direction
 * (gnomonic projection, Green 1985, Spherical Astronomy, §13), as polynomials of time of degree min(distinct times − 1, 2).
 * @throws AppError invalid for fewer than two distinct times or samples a quarter of the sky from their mean
 */
export function fitTrack(samples: readonly TimedPosition[]): Track {
  const times = samples.map((sample) => sample.mjd);
  const degree = Math.min(new Set(times).size - 1, 2);
  if (degree < 1) throw trackError("A track needs positions at two different times at least.");
  const [radial, east, north] = tangentAxes(samples);
  const epoch = times.reduce((sum, time) => sum + time, 0) / times.length;
  const plane = samples.map((sample) => {
    const direction = directionOf(sample);
    const depth = dot(direction, radial);
    if (!(depth > 0)) throw trackError("The target positions are too far apart on the sky for one track.");
    return [dot(direction, east) / depth, dot(direction, north) / depth];
  });
  const offsets = times.map((time) => time - epoch);
  const xi = fitPolynomial(
    offsets,
    plane.map((point) => point[0]),
    degree,
  );
  const eta = fitPolynomial(
    offsets,
    plane.map((point) => point[1]),
    degree,
  );
  const at = (mjd: number) => {
    const [x, y] = [xi(mjd - epoch), eta(mjd - epoch)];
    return positionOf([0, 1, 2].map((axis) => radial[axis] + x * east[axis] + y * north[axis]) as unknown as Vector);
  };
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return { degree, at, rate: separation(at(first), at(last)) / ((last - first) * 1440) };
}

function tangentAxes(samples: readonly SkyPosition[]): [radial: Vector, east: Vector, north: Vector] {
  const sum = samples.map(directionOf).reduce((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
  const radial = normalised(sum);
  let east: Vector = [-radial[1], radial[0], 0];
  if (Math.hypot(...east) < 1e-8) east = [0, -radial[2], radial[1]];
  east = normalised(east);
  const north: Vector = [
    radial[1] * east[2] - radial[2] * east[1],
    radial[2] * east[0] - radial[0] * east[2],
    radial[0] * east[1] - radial[1] * east[0],
  ];
  return [radial, east, north];
}

/** Least-squares polynomial: normal equations in the variable scaled to ±1, well conditioned at degree ≤ 2. */
function fitPolynomial(x: readonly number[], y: readonly number[], degree: number): (x: number) => number {
  const scale = Math.max(...x.map(Math.abs));
  const size = degree + 1;
  const rows = Array.from({ length: size }, () => new Float64Array(size + 1));
  x.forEach((value, sample) => {
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) rows[row][column] += (value / scale) ** (row + column);
      rows[row][size] += (value / scale) ** row * y[sample];
    }
  });
  const coefficients = solve(rows);
  return (value) => coefficients.reduceRight((sum, coefficient) => sum * (value / scale) + coefficient, 0);
}

/** Gauss–Jordan elimination of a small positive definite system, right side in the last column. */
function solve(rows: Float64Array[]): number[] {
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = rows[row][pivot] / rows[pivot][pivot];
      for (let column = pivot; column <= size; column++) rows[row][column] -= factor * rows[pivot][column];
    }
  }
  return rows.map((row, index) => row[size] / row[index]);
}

function directionOf({ ra, dec }: SkyPosition): Vector {
  const [alpha, delta] = [ra * radians, dec * radians];
  return [Math.cos(delta) * Math.cos(alpha), Math.cos(delta) * Math.sin(alpha), Math.sin(delta)];
}

function positionOf(vector: Vector): SkyPosition {
  const [x, y, z] = normalised(vector);
  return {
    ra: wrapped(Math.atan2(y, x) / radians),
    dec: Math.asin(Math.min(1, Math.max(-1, z))) / radians,
  };
}

function normalised(vector: Vector): Vector {
  const length = Math.hypot(...vector);
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function trackError(message: string): AppError {
  return new AppError("invalid", "photometry.track", message);
}
