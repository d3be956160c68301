import type { ArchiveRecord } from "./archive-record.ts";
import { simulatedNight, target } from "./simulation/night.ts";
import { simulatedRecord } from "./simulation/simulated-record.ts";

/** An image as a client puts it into a session's `input_data`: without a `type`, or with "fits", clients offer it as an input. */
export interface DemoFrame extends ArchiveRecord {
  source: "archive";
  filter: string;
}

/** The simulated night as a session's images: twelve frames of a variable star's field in rp, then one each in gp, rp and ip. */
export function demoFrames(): DemoFrame[] {
  return [...simulatedNight().values()].map((recipe) => ({
    source: "archive",
    filter: recipe.filter,
    ...simulatedRecord(recipe),
  }));
}

/** The variable star in the middle of the simulated night's images; degrees. */
export const demoTarget = target;
