/** [first MJD, TAI − UTC in seconds from then on]: IERS Bulletin C. */
const steps: readonly (readonly [day: number, seconds: number])[] = [
  [41317, 10], // 1972-01-01
  [41499, 11],
  [41683, 12],
  [42048, 13],
  [42413, 14],
  [42778, 15],
  [43144, 16],
  [43509, 17],
  [43874, 18],
  [44239, 19], // 1980-01-01
  [44786, 20],
  [45151, 21],
  [45516, 22],
  [46247, 23],
  [47161, 24],
  [47892, 25], // 1990-01-01
  [48257, 26],
  [48804, 27],
  [49169, 28],
  [49534, 29],
  [50083, 30],
  [50630, 31],
  [51179, 32],
  [53736, 33], // 2006-01-01
  [54832, 34],
  [56109, 35],
  [57204, 36],
  [57754, 37], // 2017-01-01
];

/**
 * TAI − UTC in seconds on a day of UTC (MJD). Null before 1972, when UTC ran at other rates. The table is vouched for until 2026-06-28
 * (Bulletin C); later days take the last value, 37 s: each leap second announced since then would put all later times 1 s too early
 * (the CGPM asks for none before 2035).
 */
export function taiMinusUtc(day: number): number | null {
  return steps.findLast(([first]) => first <= day)?.[1] ?? null;
}
