const dayInMilliseconds = 86_400_000;
const julianDateOf1970 = 2_440_587.5;

/** Milliseconds since 1970 of an ISO date; one without a zone is universal time. Null when it is no date. */
export function parseUtcDate(text: string): number | null {
  const zoned = /[zZ]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(" ", "T")}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : time;
}

/** Julian date (UTC) of milliseconds since 1970. */
export const julianDateOf = (milliseconds: number): number => milliseconds / dayInMilliseconds + julianDateOf1970;
