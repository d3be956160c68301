import { type FitsValue, newChannel } from "./form-values.ts";
import type { FrameChoice } from "./frame-choice.ts";

/** The value after files were chosen or let go; chosen files stay in the order of the list. */
export function chooseFiles(value: FitsValue, choices: FrameChoice[], keys: string[], on: boolean): FitsValue {
  const chosen = new Set(value.chosen);
  for (const key of keys) {
    if (on) chosen.add(key);
    else chosen.delete(key);
  }
  const channels = { ...value.channels };
  for (const key of chosen) channels[key] ??= newChannel(Object.keys(channels).length);
  return { chosen: choices.map((choice) => choice.key).filter((key) => chosen.has(key)), channels };
}
