import { barycentricTime, daysSinceJ2000, ttMinusTai, type UniformMoment } from "./barycentric-time.ts";
import { taiMinusUtc } from "./leap-seconds.ts";
import { secondsPerDay, type UtcMoment } from "./utc.ts";

/** The scales whose moments have one of UTC. UT1 is within 0.9 s of UTC and taken as UTC. */
export type TimeScale = "UTC" | "UT1" | "TAI" | "TT" | "GPS" | "TDB" | "TCG" | "TCB";

/** By the names of FITS 4.0, table 30, and older ones. */
const names: Readonly<Record<string, TimeScale>> = {
  "": "UTC",
  UTC: "UTC",
  UT: "UTC",
  GMT: "UTC",
  UT1: "UT1",
  TAI: "TAI",
  IAT: "TAI",
  TT: "TT",
  TDT: "TT",
  ET: "TT",
  GPS: "GPS",
  TDB: "TDB",
  TCG: "TCG",
  TCB: "TCB",
};

/** The scale of a TIMESYS, in any case and with or without its realisation, as in `TT(TAI)`. Undefined for LOCAL and unknown ones. */
export function timeScaleNamed(text: string): TimeScale | undefined {
  const name = text.replace(/\([^)]*\)\s*$/, "");
  const key = name.trim().toUpperCase();
  return Object.hasOwn(names, key) ? names[key] : undefined;
}

const gpsMinusTai = -19;
/** 1977-01-01T00:00:00 TAI, where TT, TCG and TCB agree: days since J2000. */
const coordinateTimesAgree = 43144 + ttMinusTai / secondsPerDay - 51544.5;
/** Of the coordinate times against TT and TDB, and TDB − TCB at that moment in seconds (IAU 2000 B1.9, IAU 2006 B3). */
const [rateOfTcg, rateOfTcb, tdbZero] = [6.969290134e-10, 1.550519768e-8, -6.55e-5];

/**
 * UTC of a moment of a scale: TAI, TT and GPS exactly, TCG by its defining rate, TDB and so TCB within 10 µs. Null before 1972, when UTC
 * ran at other rates; UTC itself is given back always.
 */
export function toUtc(moment: UniformMoment, scale: TimeScale): UtcMoment | null {
  switch (scale) {
    case "UTC":
    case "UT1":
      return moment;
    case "TAI":
      return fromTai(moment);
    case "GPS":
      return fromTai(later(moment, -gpsMinusTai));
    case "TT":
      return fromTai(later(moment, -ttMinusTai));
    case "TCG":
      return toUtc(slowed(moment, rateOfTcg), "TT");
    case "TDB":
      return toUtc(later(moment, moment.seconds - barycentricTime(moment).seconds), "TT");
    case "TCB":
      return toUtc(later(slowed(moment, rateOfTcb), tdbZero), "TDB");
  }
}

function fromTai(tai: UniformMoment): UtcMoment | null {
  const days = Math.floor(tai.seconds / secondsPerDay);
  const [day, seconds] = [tai.day + days, tai.seconds - days * secondsPerDay];
  const offset = taiMinusUtc(day);
  if (offset !== null && seconds >= offset) return { day, seconds: seconds - offset };
  const before = taiMinusUtc(day - 1);
  return before === null ? null : { day: day - 1, seconds: seconds + secondsPerDay - before };
}

function slowed(moment: UniformMoment, rate: number): UniformMoment {
  return later(moment, -rate * (daysSinceJ2000(moment) - coordinateTimesAgree) * secondsPerDay);
}

function later({ day, seconds }: UniformMoment, interval: number): UniformMoment {
  return { day, seconds: seconds + interval };
}
