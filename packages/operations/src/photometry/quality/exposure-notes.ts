import type { Exposure, ExposureNote } from "@datalab/fits";
import type { PointFlag, PointNote } from "./point-flags.ts";

/** What a header's lack of words about an exposure is to a point. */
const flagsOf: Partial<Record<ExposureNote["code"], PointFlag>> = {
  "gain.assumed": "assumed_gain",
  "readNoise.assumed": "assumed_read_noise",
  "length.missing": "unknown_exposure",
  "middle.missing": "unknown_exposure",
};

interface FrameNotes {
  /** Flags that hold for every point of the frame. */
  readonly assumed: readonly PointNote[];
  /** Sentences about the frame that flag nothing. */
  readonly notes: readonly string[];
}

export function exposureNotes({ notes }: Exposure): FrameNotes {
  return {
    assumed: notes.flatMap(({ code, text }) => {
      const flag = flagsOf[code];
      const words = text.replace(/\.$/, "");
      return flag ? [{ flag, text: words, general: words }] : [];
    }),
    notes: notes.filter(({ code }) => !flagsOf[code]).map(({ text }) => text),
  };
}

/** Why an exposure has no start, in words that follow "it has "; undefined where it has one. */
export function lackOfStart({ start, notes }: Exposure): string | undefined {
  if (start !== null) return undefined;
  const causes = notes.filter(({ code }) => code.startsWith("start.")).map(({ text }) => text.replace(/\.$/, ""));
  return ["no time of its start", ...causes].join(": ");
}
