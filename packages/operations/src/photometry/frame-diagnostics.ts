import type { CalibratedFrame } from "./ensemble.ts";
import { fixedText } from "./fixed-text.ts";
import { instrumentalMagnitude } from "./magnitude.ts";
import type { CandidateCounts } from "./measured-series.ts";
import type { SourceRows } from "./source-rows.ts";

/** First of a frame's lines; clients skip it by its beginning. */
const heading =
  "comparison star identifier | RA | Dec | calculated flux | FITS source catalog flux | calculated magnitude | FITS source catalog magnitude";

/** One line a comparison star of a frame, parsed by clients: seven fields, `nan` where there is no number (operations.md §8.11). */
export function frameDiagnostics(
  { stars, zeroPoint }: CalibratedFrame<CandidateCounts>,
  rows: SourceRows,
  frame: number,
): string[] {
  const lines = stars.map(({ candidate, net }) => {
    const row = candidate.sightings.get(frame);
    const fields = [
      candidate.id,
      fixedText(candidate.ra, 4),
      fixedText(candidate.dec, 4),
      fixedText(net[frame], 0),
      fixedText(row === undefined ? Number.NaN : rows.flux[row], 0),
      fixedText(instrumentalMagnitude(net[frame]) + zeroPoint, 3),
      fixedText(row === undefined ? Number.NaN : rows.mag[row], 3),
    ];
    return `comparison-star validation row: ${fields.join(" | ")}`;
  });
  return [heading, ...lines];
}
