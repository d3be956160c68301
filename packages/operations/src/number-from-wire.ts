const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Form fields arrive as strings: "7.64" is 7.64. Anything that is not a decimal number is returned as it came. */
export function numberFromWire(value: unknown): unknown {
  return typeof value === "string" && decimal.test(value) ? Number(value) : value;
}
