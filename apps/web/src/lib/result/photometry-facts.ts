import type { Fact } from "../operation-facts.ts";
import { formatPeriod } from "./format-period.ts";
import { type JsonObject, numberOf, objectOf, textOf } from "./json.ts";
import type { LightCurveSeries } from "./light-curve-series.ts";
import { readPeriodChoices } from "./period-choices.ts";

/** The result in a few words: what was followed, how often, how bright, with what period. */
export function photometryFacts(data: JsonObject, { points, unmeasured }: LightCurveSeries): Fact[] {
  const source = objectOf(data.source ?? data.target_coords);
  const [ra, dec] = [numberOf(source.ra), numberOf(source.dec)];
  const magnitudes = points.map(({ magnitude }) => magnitude);
  const [best] = readPeriodChoices(data);
  const radii = [data.aperture_radius, data.annulus_inner_radius, data.annulus_outer_radius].map(numberOf);
  const facts: (Fact | null)[] = [
    textOf(source.name) ? { label: "Target", value: textOf(source.name) } : null,
    ra !== null && dec !== null ? { label: "Position", value: `${ra.toFixed(5)}, ${dec.toFixed(5)}` } : null,
    { label: "Points", value: String(points.length) },
    unmeasured ? { label: "Without a magnitude", value: String(unmeasured.length) } : null,
    points.length > 0 ? { label: "Median magnitude", value: median(magnitudes).toFixed(3) } : null,
    points.length > 1
      ? {
          label: "Brightest to faintest",
          value: `${(Math.max(...magnitudes) - Math.min(...magnitudes)).toFixed(3)} mag`,
        }
      : null,
    best ? { label: "Period", value: formatPeriod(best.period, best.error) } : null,
    radii.every((radius) => radius !== null)
      ? { label: "Aperture, sky ring", value: `${radii[0]}″, ${radii[1]}–${radii[2]}″` }
      : null,
  ];
  return facts.filter((fact) => fact !== null);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
