import type { JsonValue } from "@datalab/services";
import { julianDateOf, parseUtcDate } from "../julian-date.ts";
import { frameName } from "./frame-name.ts";
import { type JsonObject, numberOf, objectOf, objectsOf, textOf, textsOf } from "./json.ts";

export const timeScales = ["date", "jd", "bjd", "hjd"] as const;
export type TimeScale = (typeof timeScales)[number];

/** One frame's measurement. */
export interface LightCurveRow {
  /** "" when the result does not tell. */
  frame: string;
  /** Null where the measurement gave none. */
  magnitude: number | null;
  /** 1 σ. */
  sigma: number | null;
  /** Milliseconds since 1970 for `date`, days for the others; null where it is not known. */
  times: Record<TimeScale, number | null>;
  /** Address of the frame's diagnostic picture. */
  picture: string | null;
  /** What is wrong with it or to be known of it, in sentences; absent where nothing is. */
  notes?: string[];
}

export interface LightCurvePoint extends LightCurveRow {
  magnitude: number;
}

export interface LightCurveSeries {
  /** In order of time. */
  points: LightCurvePoint[];
  /** In order of time: rows without a magnitude that say why; absent where there are none. */
  unmeasured?: LightCurveRow[];
  /** The scales in which every point has its time; `date` and `jd` at least, when there are points. */
  scales: TimeScale[];
  /** Frames that gave no point, and do not say why. */
  leftOut: string[];
}

/** The light curve in a result, or null when there is none. `inputs` are the base names of the frames that were asked for. */
export function readLightCurve(data: JsonObject, inputs: string[]): LightCurveSeries | null {
  if (!Array.isArray(data.light_curve)) return null;
  const rows = objectsOf(data.light_curve);
  const pictures = objectOf(data.diagnostic_images);
  const read = rows.flatMap((row) => rowOf(row, pictures) ?? []);
  read.sort((a, b) => a.times.jd! - b.times.jd!);
  const points = read.filter(hasMagnitude);
  const unmeasured = read.filter((row) => row.magnitude === null && row.notes);
  return {
    points,
    ...(unmeasured.length > 0 && { unmeasured }),
    scales: timeScales.filter((scale) => points.every(({ times }) => times[scale] !== null)),
    leftOut: framesLeftOut(data, rows, [...points, ...unmeasured], inputs),
  };
}

const hasMagnitude = (row: LightCurveRow): row is LightCurvePoint => row.magnitude !== null;

function rowOf(row: JsonObject, pictures: JsonObject): LightCurveRow | null {
  const date = parseUtcDate(textOf(row.observation_date ?? row.date_obs));
  const jd = numberOf(row.julian_date) ?? (date && julianDateOf(date));
  if (jd === null) return null;
  const file = textOf(row.fits_path);
  const notes = textsOf(row.flag_notes);
  return {
    frame: frameName(file),
    magnitude: numberOf(row.mag ?? row.target_calibrated_apparent_magnitude),
    sigma: numberOf(row.magerr ?? row.target_calibrated_apparent_magnitude_uncertainty),
    times: { date, jd, bjd: numberOf(row.bjd_tdb), hjd: numberOf(row.hjd) },
    picture: textOf(pictures[file]) || null,
    ...(notes.length > 0 && { notes }),
  };
}

function framesLeftOut(data: JsonObject, rows: JsonObject[], told: LightCurveRow[], inputs: string[]): string[] {
  const shown = new Set(told.map(({ frame }) => frame));
  const named = rows.every((row: JsonObject): JsonValue => textOf(row.fits_path) !== "");
  const candidates = [...textsOf(data.excluded_images), ...(named ? inputs : [])].map(frameName);
  return [...new Set(candidates)].filter((frame) => !shown.has(frame)).sort();
}
