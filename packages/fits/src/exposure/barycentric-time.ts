import { taiMinusUtc } from "./leap-seconds.ts";
import { secondsPerDay, type UtcMoment } from "./utc.ts";

/** A moment of a uniform scale (TT, TDB): Modified Julian Day number and seconds of 86400 a day; seconds may leave the day. */
export interface UniformMoment {
  readonly day: number;
  readonly seconds: number;
}

const mjdOfJ2000 = 51544.5;
export const ttMinusTai = 32.184;

export const daysSinceJ2000 = ({ day, seconds }: UniformMoment): number => day - mjdOfJ2000 + seconds / secondsPerDay;

/** Terrestrial time of `interval` SI seconds after a UTC moment, leap seconds counted; null before 1972. */
export function terrestrialTime({ day, seconds }: UtcMoment, interval = 0): UniformMoment | null {
  const offset = taiMinusUtc(day);
  return offset === null ? null : { day, seconds: seconds + interval + offset + ttMinusTai };
}

/**
 * Barycentric dynamical time of a moment of terrestrial time: seven terms of Fairhead & Bretagnon 1990 as in USNO Circular 179, eq. 2.6,
 * within 10 µs of the full series 1600–2200; the observer's diurnal part (≤ 2.1 µs) is left out.
 */
export function barycentricTime(tt: UniformMoment): UniformMoment {
  const t = daysSinceJ2000(tt) / 36525;
  const difference =
    0.001657 * Math.sin(628.3076 * t + 6.2401) +
    0.000022 * Math.sin(575.3385 * t + 4.297) +
    0.000014 * Math.sin(1256.6152 * t + 6.1969) +
    0.000005 * Math.sin(606.9777 * t + 4.0212) +
    0.000005 * Math.sin(52.9691 * t + 0.4444) +
    0.000002 * Math.sin(21.3299 * t + 5.5431) +
    0.00001 * t * Math.sin(628.3076 * t + 4.249);
  return { day: tt.day, seconds: tt.seconds + difference };
}
