import { measureFlag } from "../measure-frame.ts";

const faults = [
  [measureFlag.saturated, "is saturated"],
  [measureFlag.masked, "has pixels without a value"],
  [measureFlag.cut, "is cut by the edge"],
] as const;

/** "is saturated on 2 frames": why a comparison star must not be used on some frames; undefined where there is no such frame. */
export function starFault(flags: Uint8Array): string | undefined {
  const found = faults.flatMap(([flag, words]) => {
    const count = flags.reduce((sum, bits) => sum + (bits & flag ? 1 : 0), 0);
    return count > 0 ? [`${words} on ${count} ${count === 1 ? "frame" : "frames"}`] : [];
  });
  return found.length > 0 ? found.join(" and ") : undefined;
}
