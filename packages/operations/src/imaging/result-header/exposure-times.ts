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
  if (middles.length < spans.length) return [];
  return [
    valueCard("DATE-END", dateOfMjd(Math.max(...ends)), "[UTC] end of the last exposure"),
    realCard("MJD-MID", weightedMean(middles, weightsOf(spans)), "[d UTC] mean of the middles of the exposures"),
  ];
}

const mjdOfUnixEpoch = 40587;

function dateOfMjd(mjd: number): string {
  return new Date(Math.round((mjd - mjdOfUnixEpoch) * 86_400_000)).toISOString().slice(0, 23);
}
