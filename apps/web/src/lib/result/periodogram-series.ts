import { type JsonObject, numberOf, objectOf } from "./json.ts";
import type { LightCurveSeries } from "./light-curve-series.ts";
import { spectralWindow } from "./spectral-window.ts";

/** Power against frequency (cycles a day), both lists equally long and in order of frequency. */
export interface Periodogram {
  key: "standard" | "wide";
  label: string;
  frequency: number[];
  power: number[];
  /** Power of the sampling itself on the same grid. */
  window: number[] | null;
}

/** The periodograms in a result, the wide search's first. */
export function readPeriodograms(data: JsonObject): Periodogram[] {
  const wide = objectOf(data.period_search);
  return [
    periodogram("wide", "Wide search", wide, "power_spectrum"),
    periodogram("standard", "Standard search", data, "power"),
  ].filter((each) => each !== null);
}

function periodogram(key: Periodogram["key"], label: string, data: JsonObject, powerKey: string): Periodogram | null {
  const frequency = numbers(data, "frequency");
  const power = numbers(data, powerKey);
  if (frequency.length === 0 || frequency.length !== power.length) return null;
  const window = numbers(data, "window_power");
  return { key, label, frequency, power, window: window.length === frequency.length ? window : null };
}

/** With the power of the sampling, computed where the result does not tell it. */
export function withWindow(periodogram: Periodogram, { points }: LightCurveSeries): Periodogram {
  const times = points.map((point) => point.times.jd!);
  return { ...periodogram, window: periodogram.window ?? spectralWindow(times, periodogram.frequency) };
}

/** A number that was not finite is null in the result; it is drawn as nothing. */
function numbers(data: JsonObject, key: string): number[] {
  const values = data[key];
  return Array.isArray(values) ? values.map((value) => numberOf(value) ?? Number.NaN) : [];
}
