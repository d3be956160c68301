import type { Calibration } from "../ensemble.ts";
import type { CandidateCounts } from "../measured-series.ts";
import type { LeftOutStar } from "./steady-stars.ts";

/** What follows "because", and how many stars are named: crowded fields have many whose aperture holds others, too. */
const causes = {
  fault: { words: "not measured well on every frame", mostNamed: 20 },
  variable: { words: "variable", mostNamed: 20 },
  catalog: { words: "unlike their catalog magnitude", mostNamed: 5 },
} as const;

/**
 * Which stars were left out of the comparison and why, a line a cause. Under `parity` none are for a fault; then a line names those that
 * are used with one.
 */
export function starNotes({ leftOut, selected }: Calibration<CandidateCounts>, parity: boolean): string[] {
  if (parity) return usedAllTheSame(selected.map(({ star }) => star));
  const lines = (["fault", "variable", "catalog"] as const).flatMap((cause) => {
    const stars = leftOut.filter((one) => one.cause === cause);
    if (stars.length === 0) return [];
    const { words, mostNamed } = causes[cause];
    const named = stars.slice(0, mostNamed).map(described).join("; ");
    const more = stars.length > mostNamed ? `; and ${stars.length - mostNamed} more` : "";
    return [`Not used for comparison, because ${words}: ${named}${more}.`];
  });
  return [...lines, ...blendNotes(selected.map(({ star }) => star))];
}

/** Sources closer than the aperture's radius are one candidate, with the median of their catalogue magnitudes. */
function blendNotes(stars: readonly CandidateCounts[]): string[] {
  const blends = stars.filter(({ candidate }) => candidate.sources !== undefined);
  const named = blends.map((star) => `${nameOf(star)} is ${star.candidate.sources} sources`).join("; ");
  return blends.length > 0
    ? [
        `${blends.length} of ${stars.length} comparison stars have other catalog sources in their aperture, so the zero point is uncertain; a smaller aperture helps: ${named}.`,
      ]
    : [];
}

function usedAllTheSame(stars: readonly CandidateCounts[]): string[] {
  const faulty = stars.filter(({ fault }) => fault !== undefined);
  const named = faulty.map((star) => `${nameOf(star)} ${star.fault}`).join("; ");
  return faulty.length > 0 ? [`Used for comparison all the same: ${named}.`] : [];
}

function described({ star, reason }: LeftOutStar<CandidateCounts>): string {
  return `${nameOf(star)} ${reason}`;
}

/** "cand-003 (150.0070, 19.9945)". */
function nameOf({ candidate: { id, ra, dec } }: CandidateCounts): string {
  return `${id} (${ra.toFixed(4)}, ${dec.toFixed(4)})`;
}
