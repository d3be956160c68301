import type { Header } from "../header.ts";
import type { TakeNote } from "./exposure-note.ts";
import { statedNumbers } from "./stated-numbers.ts";

/** Beyond, a GAIN is rather a camera's setting than e−/ADU. */
const largestGain = 50;

/** e−/ADU: EGAIN, which cameras write beside the GAIN of their settings, else GAIN; undefined where neither is a positive number. */
export function gainOf(header: Header, note: TakeNote): number | undefined {
  const wanted = { quantity: "gain", isPossible: (value: number) => value > 0, rule: "positive" } as const;
  const [first, second] = statedNumbers(header, ["EGAIN", "GAIN"], wanted, note);
  if (first && second && first.value !== second.value) {
    note("gain.conflict", `EGAIN is ${first.value} and GAIN is ${second.value}: EGAIN is used as e−/ADU.`);
  } else if (first?.keyword === "GAIN" && first.value > largestGain) {
    note("gain.assumed", `GAIN is ${first.value}, which is used as e−/ADU but may be a camera's setting.`);
  }
  return first?.value;
}

/** e−; undefined where the header does not tell. */
export function readNoiseOf(header: Header, note: TakeNote): number | undefined {
  const keywords = ["RDNOISE", "READNOIS", "READNOISE", "RDNOIS", "ENOISE", "RON"];
  const wanted = { quantity: "readNoise", isPossible: (value: number) => value >= 0, rule: "0 or more" } as const;
  return statedNumbers(header, keywords, wanted, note)[0]?.value;
}

/** ADU: where the detector saturates, else up to where it is linear; null where the header does not tell. */
export function saturationOf(header: Header, note: TakeNote): number | null {
  const wanted = { quantity: "saturation", isPossible: (value: number) => value > 0, rule: "positive" } as const;
  return statedNumbers(header, ["SATURATE", "SATLEVEL", "MAXLIN"], wanted, note)[0]?.value ?? null;
}

/** Seconds: the first positive length of the cards, else 0 where one says so; null where the header does not tell. */
export function lengthOf(header: Header, note: TakeNote): number | null {
  const keywords = ["EXPTIME", "EXPOSURE", "XPOSURE", "EXP_TIME"];
  const wanted = { quantity: "length", isPossible: (value: number) => value >= 0, rule: "0 or more" } as const;
  const stated = statedNumbers(header, keywords, wanted, note);
  const used = stated.find(({ value }) => value > 0) ?? stated[0];
  if (!used) {
    note("length.missing", "the exposure time is not known (EXPTIME, EXPOSURE, XPOSURE).");
    return null;
  }
  const other = stated.find(({ value }) => Math.abs(value - used.value) > 0.01 * used.value);
  if (other) {
    const both = `${used.keyword} is ${used.value} s and ${other.keyword} is ${other.value} s`;
    note("length.conflict", `${both}: ${used.keyword} is used.`);
  }
  return used.value;
}
