export type Vector = readonly [x: number, y: number, z: number];
/** Rows of a rotation of directions. */
export type Rotation = readonly [Vector, Vector, Vector];

const degree = Math.PI / 180;

/** Turns the axes by an angle in degrees about the x, y or z axis: directions stay where they are. */
export function turn(axis: "x" | "y" | "z", angle: number): Rotation {
  const [c, s] = [Math.cos(angle * degree), Math.sin(angle * degree)];
  if (axis === "x") return [[1, 0, 0], [0, c, s], [0, -s, c]]; // biome-ignore format: a matrix
  if (axis === "y") return [[c, 0, -s], [0, 1, 0], [s, 0, c]]; // biome-ignore format: a matrix
  return [[c, s, 0], [-s, c, 0], [0, 0, 1]]; // biome-ignore format: a matrix
}

/** The product of rotations, of which the last is done first. */
export function product(first: Rotation, ...others: readonly Rotation[]): Rotation {
  return others.reduce((left, right) => {
    const columns = inverse(right);
    return mapThree(left, (row) => mapThree(columns, (column) => dot(row, column)));
  }, first);
}

export function inverse(rotation: Rotation): Rotation {
  const column = (k: 0 | 1 | 2): Vector => mapThree(rotation, (row) => row[k]);
  return [column(0), column(1), column(2)];
}

export function rotated(rotation: Rotation, vector: Vector): Vector {
  return mapThree(rotation, (row) => dot(row, vector));
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** The direction of a position in degrees, of length 1. */
export function directionOf(longitude: number, latitude: number): Vector {
  const cos = Math.cos(latitude * degree);
  return [cos * Math.cos(longitude * degree), cos * Math.sin(longitude * degree), Math.sin(latitude * degree)];
}

/** The position of a direction of any length: degrees, the longitude in [0, 360). */
export function positionOf([x, y, z]: Vector): [longitude: number, latitude: number] {
  const longitude = Math.atan2(y, x) / degree;
  return [longitude < 0 ? longitude + 360 : longitude, Math.atan2(z, Math.hypot(x, y)) / degree];
}

type Three<T> = readonly [T, T, T];

function mapThree<T, R>([a, b, c]: Three<T>, map: (value: T) => R): [R, R, R] {
  return [map(a), map(b), map(c)];
}
