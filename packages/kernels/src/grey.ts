const gamma = 2.5;
let table: Uint8Array | undefined;

/** floor(256·(k/256)^(1/γ)), γ = 2.5, for k = 0…255 (operations.md §0.8, step 7). */
export function greyTable(): Uint8Array {
  table ??= Uint8Array.from({ length: 256 }, (_, k) => Math.floor(256 * (k / 256) ** (1 / gamma)));
  return table;
}

/** Limits that are equal are pulled apart by one each. */
export function greyLimits(zmin: number, zmax: number): { zmin: number; zmax: number } {
  return zmin === zmax ? { zmin: zmin - 1, zmax: zmax + 1 } : { zmin, zmax };
}

export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Values to bytes, linear between the limits and then through the gamma table; NaN is black (operations.md §0.8, steps 6 and 7). */
export function greyRow(values: Float32Array | Float64Array, zmin: number, zmax: number, target: Uint8Array): void {
  const lookup = greyTable();
  const scale = 255 / (zmax - zmin);
  const offset = scale * zmin;
  for (let i = 0; i < values.length; i++) {
    const level = roundHalfEven(Math.min(Math.max(values[i], zmin), zmax) * scale - offset);
    target[i] = Number.isNaN(level) ? 0 : lookup[Math.min(Math.max(level, 0), 255)];
  }
}
