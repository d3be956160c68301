import type { JsonValue } from "../views.ts";

const MAX_DEPTH = 200;

/** Why this JSON could not be kept and given back unchanged, or null when it can. */
export function storageProblem(value: unknown, depth = 0): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : "Numbers must be finite.";
  if (typeof value !== "object" || value === null) return null;
  if (depth === MAX_DEPTH) return "This value is nested too deeply.";
  for (const item of Object.values(value)) {
    const problem = storageProblem(item, depth + 1);
    if (problem) return problem;
  }
  return null;
}

/** For values that `storageProblem` found storable. */
export function storableJson(value: unknown): JsonValue {
  return value as JsonValue;
}
