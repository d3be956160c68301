import type { PhotometrySeries } from "../photometry-output.ts";
import { commonLines } from "./note-lines.ts";

/** What the headers leave open, and what is not known of a whole series, once. */
export function seriesNotes({ frames, target, parity }: PhotometrySeries): string[] {
  const of = (count: number) => `On ${count} of ${frames.length} frames`;
  const unjudged = frames.filter(({ saturation }) => saturation === undefined).length;
  const below = target.background.filter((level) => level < 0).length;
  return [
    ...commonLines(
      frames.map(({ name }) => name),
      frames.map(({ notes }) => notes),
    ),
    ...(unjudged > 0
      ? [`${of(unjudged)} nothing tells where pixels saturate (no SATURATE), so saturated stars are not recognised.`]
      : []),
    ...(below > 0
      ? [
          parity
            ? `${of(below)} the sky around the target is below zero and counts as zero.`
            : `${of(below)} the sky around the target is below zero; it is subtracted, but its noise is not known and not in the errors.`,
        ]
      : []),
  ];
}
