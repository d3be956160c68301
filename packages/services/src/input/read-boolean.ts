import { NOT_NULL } from "./object-body.ts";

/** What clients of the older service may write for the two values, whatever the case of the letters. */
const written: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...["t", "y", "yes", "true", "on", "1", 1, true].map((value) => [value, true] as const),
  ...["f", "n", "no", "false", "off", "0", 0, false].map((value) => [value, false] as const),
]);

export function readBoolean(sent: unknown): { value: boolean } | { problem: string } {
  if (sent === null) return { problem: NOT_NULL };
  const value = written.get(typeof sent === "string" ? sent.toLowerCase() : sent);
  return value === undefined ? { problem: "Must be a valid boolean." } : { value };
}
