import { isDeepStrictEqual } from "node:util";
import type { JsonValue } from "../views.ts";
import { itemIdentity } from "./item-identity.ts";

/**
 * The stored list followed by the sent items it does not hold yet. Items with a basename are the same when source and
 * basename are; the stored copy stays. Other items are the same when they are equal throughout.
 */
export function mergeItems(stored: JsonValue, sent: JsonValue[]): JsonValue[] {
  const merged = Array.isArray(stored) ? [...stored] : [stored];
  const known = new Set(merged.map(itemIdentity).filter((identity) => identity !== undefined));
  for (const item of sent) {
    const identity = itemIdentity(item);
    const isKnown =
      identity === undefined ? merged.some((other) => isDeepStrictEqual(other, item)) : known.has(identity);
    if (isKnown) continue;
    if (identity !== undefined) known.add(identity);
    merged.push(item);
  }
  return merged;
}
