/** A deep copy in which numbers JSON cannot hold (NaN, ±Infinity) are null. */
export function finiteJson(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(finiteJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, finiteJson(member)]));
}
