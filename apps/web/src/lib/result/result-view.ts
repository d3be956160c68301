import type { JsonValue } from "@datalab/services";
import { type JsonObject, objectOf } from "./json.ts";

/** How a result's data are shown. */
export type ResultView = { kind: "light-curve" | "diagram"; data: JsonObject } | { kind: "unknown" };

/** Decided by what the data hold, not by who made them, so that an operation added later is drawn as well. */
export function resultView(value: JsonValue): ResultView {
  const data = objectOf(value);
  if (Array.isArray(data.light_curve)) return { kind: "light-curve", data };
  if (Array.isArray(data.cmd)) return { kind: "diagram", data };
  return { kind: "unknown" };
}
