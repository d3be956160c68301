export type Vector = readonly [x: number, y: number, z: number];

export const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Turns the axes, not the vector, by `angle` radians about z. */
export function aboutZ(angle: number, [x, y, z]: Vector): Vector {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * x + s * y, c * y - s * x, z];
}

/** Turns the axes, not the vector, by `angle` radians about y. */
export function aboutY(angle: number, [x, y, z]: Vector): Vector {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * x - s * z, y, c * z + s * x];
}
