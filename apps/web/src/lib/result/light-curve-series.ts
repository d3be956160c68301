import type { JsonValue } from "@datalab/services";
import { julianDateOf, parseUtcDate } from "../julian-date.ts";
import { frameName } from "./frame-name.ts";
import { type JsonObject, numberOf, objectOf, objectsOf, textOf, textsOf } from "./json.ts";

export const timeScales = ["date", "jd", "bjd", "hjd"] as const;
export type TimeScale = (typeof timeScales)[number];

export interface LightCurvePoint {
  /** "" when the result does not tell. */
  frame: string;
  magnitude: number;
  /** 1 σ. */
  sigma: number | null;
  /** Milliseconds since 1970 for `date`, days for the others; null where it is not known. */
  times: Record<TimeScale, number | null>;
  /** Address of the frame's diagnostic picture. */
  picture: string | null;
}

export interface LightCurveSeries {
  /** In order of time. */
  points: LightCurvePoint[];
  /** The scales in which every point has its time; `date` and `jd` at least, when there are points. */
  scales: TimeScale[];
  /** Frames that gave no point. */
  leftOut: string[];
}

/** The light curve in a result, or null when there is none. `inputs` are the base names of the frames that were asked for. */
export function readLightCurve(data: JsonObject, inputs: string[]): LightCurveSeries | null {
  if (!Array.isArray(data.light_curve)) return null;
  const rows = objectsOf(data.light_curve);
  const pictures = objectOf(data.diagnostic_images);
  const points = rows.flatMap((row) => pointOf(row, pictures) ?? []);
  points.sort((a, b) => a.times.jd! - b.times.jd!);
  return {
    points,
    scales: timeScales.filter((scale) => points.every(({ times }) => times[scale] !== null)),
    leftOut: framesLeftOut(data, rows, points, inputs),
  };
}

function pointOf(row: JsonObject, pictures: JsonObject): LightCurvePoint | null {
  const magnitude = numberOf(row.mag ?? row.target_calibrated_apparent_magnitude);
  const date = parseUtcDate(textOf(row.observation_date ?? row.date_obs));
  const jd = numberOf(row.julian_date) ?? (date && julianDateOf(date));
  if (magnitude === null || jd === null) return null;
  const file = textOf(row.fits_path);
  return {
    frame: frameName(file),
    magnitude,
    sigma: numberOf(row.magerr ?? row.target_calibrated_apparent_magnitude_uncertainty),
    times: { date, jd, bjd: numberOf(row.bjd_tdb), hjd: numberOf(row.hjd) },
    picture: textOf(pictures[file]) || null,
  };
}

function framesLeftOut(data: JsonObject, rows: JsonObject[], points: LightCurvePoint[], inputs: string[]): string[] {
  const shown = new Set(points.map(({ frame }) => frame));
  const named = rows.every((row: JsonObject): JsonValue => textOf(row.fits_path) !== "");
  const candidates = [...textsOf(data.excluded_images), ...(named ? inputs : [])].map(frameName);
  return [...new Set(candidates)].filter((frame) => !shown.has(frame)).sort();
}
