import { type Card, realCard, valueCard } from "@datalab/fits";
import { type Combined, weightedMean, weightsOf } from "./fates.ts";

/**
 * The cards that tell when a result of several exposures was made: the end of the last one and the mean of their middles, weighted by
 * their lengths. None where the time of any exposure is unknown.
 */
export function exposureTimes({ spans }: Combined): Card[] {
  const ends = spans.flatMap(({ end }) => (end === undefined ? [] : [end]));
  const middles = spans.flatMap(({ start, end }) =>
    start === undefined || end === undefined ? [] : [(start + end) / 2],
  );
  if (middles.length < spans.length || !spans.every(({ isUtc }) => isUtc)) return [];
  return [
    valueCard("DATE-END", dateOf(Math.max(...ends)), "[UTC] end of the last exposure"),
    realCard(
      "MJD-MID",
      mjdOfUnixEpoch + weightedMean(middles, weightsOf(spans)),
      "[d UTC] mean of the middles of the exposures",
    ),
  ];
}

const mjdOfUnixEpoch = 40587;

function dateOf(days: number): string {
  return new Date(Math.round(days * 86_400_000)).toISOString().slice(0, 23);
}
