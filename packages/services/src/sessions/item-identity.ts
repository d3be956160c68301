import type { JsonValue } from "../views.ts";

/** Which file an item of a session stands for; undefined for an item without a basename. */
export function itemIdentity(item: JsonValue): string | undefined {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return undefined;
  if (typeof item.basename !== "string") return undefined;
  return JSON.stringify([item.source ?? "archive", item.basename]);
}
