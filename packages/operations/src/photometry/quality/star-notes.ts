import type { Calibration } from "../ensemble.ts";
import type { CandidateCounts } from "../measured-series.ts";
import type { LeftOutStar } from "./steady-stars.ts";

const mostNamed = 20;

const causes = {
  fault: "not measured well on every frame",
  variable: "variable",
  catalog: "unlike their catalog magnitude",
} as const;

/**
 * Which stars were left out of the comparison and why, a line a cause. Under `parity` none are for a fault; then a line names those that
 * are used with one.
 */
export function starNotes({ leftOut, selected }: Calibration<CandidateCounts>, parity: boolean): string[] {
  if (parity) return usedAllTheSame(selected.map(({ star }) => star));
  return (["fault", "variable", "catalog"] as const).flatMap((cause) => {
    const stars = leftOut.filter((one) => one.cause === cause);
    if (stars.length === 0) return [];
    const named = stars.slice(0, mostNamed).map(described).join("; ");
    const more = stars.length > mostNamed ? `; and ${stars.length - mostNamed} more` : "";
    return [`Not used for comparison, because ${causes[cause]}: ${named}${more}.`];
  });
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
