import type { Site } from "@datalab/fits";
import {
  barycentricTime,
  julianDate,
  julianDayOfMjd,
  laterBy,
  parseUtc,
  secondsPerDay,
  terrestrialTime,
  type UtcMoment,
} from "@datalab/fits";
import { type Direction, lightTravelTime } from "./light-travel-time.ts";

/** What is known of an exposure; a missing part gives null for what follows from it. */
export interface Observation {
  /** UTC of the shutter's opening; as a text in ISO 8601. */
  readonly dateObs: string | UtcMoment | undefined | null;
  /** EXPTIME, seconds: the middle of the exposure lies half of it after the start. */
  readonly exposureSeconds?: number | undefined | null;
  /** Seconds from the start to the middle, where that is not half the exposure. */
  readonly toMiddle?: number | null;
  readonly site?: Site | null;
  /** Of the source, ICRS degrees. */
  readonly direction?: Direction | null;
}

/** Times of one exposure, days. One double of a Julian date has steps of 40 µs (0.04 ms): no more is in these numbers. */
export interface ObservationTimes {
  /** UTC of the start and of the middle of the exposure. */
  readonly startJd: number;
  readonly midJd: number | null;
  /** Mid-exposure at the barycentre of the solar system, scale TDB (Eastman et al. 2010, PASP 122, 935). */
  readonly bjdTdb: number | null;
  /** Mid-exposure at the Sun's centre, scale UTC, as observers' tables have it; HJD in TT is TT − UTC (69.184 s since 2017) later. */
  readonly hjd: number | null;
  /** Barycentric and heliocentric light travel time at mid-exposure, seconds, to be added to the time at the site. */
  readonly barycentricSeconds: number | null;
  readonly heliocentricSeconds: number | null;
}

/**
 * Start, mid-exposure and the latter's HJD and BJD_TDB. Null without a readable DATE-OBS; `midJd` is null without a finite exposure
 * ≥ 0; HJD and BJD are null without site or direction and outside 1972–2100 (leap seconds, ephemeris). The shutter's own delay is not
 * known and not corrected. Conventions and what each costs stand at `lightTravelTime`, `barycentricTime` and `taiMinusUtc`; together
 * ≤ 0.15 ms for sources farther than 100 pc and 10° from the Sun. Pure.
 */
export function observationTimes(observation: Observation): ObservationTimes | null {
  const { dateObs, exposureSeconds, site, direction } = observation;
  const start = typeof dateObs === "object" ? dateObs : parseUtc(dateObs);
  if (!start) return null;
  const { toMiddle = Number(exposureSeconds ?? Number.NaN) / 2 } = observation;
  const half = toMiddle !== null && Number.isFinite(toMiddle) && toMiddle >= 0 ? toMiddle : null;
  const startJd = julianDate(start);
  const midJd = half === null ? null : julianDate(laterBy(start, half));
  const beyond = half === null || !site || !direction ? nowhere : atBarycentre(start, half, site, direction);
  return { startJd, midJd, ...beyond };
}

type BeyondEarth = Omit<ObservationTimes, "startJd" | "midJd">;

const nowhere: BeyondEarth = { bjdTdb: null, hjd: null, barycentricSeconds: null, heliocentricSeconds: null };

const mjdOf2101 = 88434;

function atBarycentre(start: UtcMoment, half: number, site: Site, direction: Direction): BeyondEarth {
  const tt = terrestrialTime(start, half);
  const finite = [direction.ra, direction.dec, site.latitude, site.longitude, site.height].every(Number.isFinite);
  if (tt === null || !finite || start.day >= mjdOf2101) return nowhere;
  const utc = laterBy(start, half);
  const tdb = barycentricTime(tt);
  const { barycentric, heliocentric } = lightTravelTime(utc, tt, site, direction);
  return {
    bjdTdb: tdb.day + julianDayOfMjd + (tdb.seconds + barycentric) / secondsPerDay,
    hjd: julianDate(utc) + heliocentric / secondsPerDay,
    barycentricSeconds: barycentric,
    heliocentricSeconds: heliocentric,
  };
}
