import type { CalibratedFrame } from "../ensemble.ts";
import { measureFlag } from "../measure-frame.ts";
import type { ApertureRadii } from "../measure-position.ts";
import type { TargetCounts } from "../measured-series.ts";
import type { SkyPosition } from "../separation.ts";
import type { SeriesFrame } from "../series-frame.ts";
import { type Neighbour, neighbourWithin } from "./neighbour.ts";
import type { PointFlag, PointNote } from "./point-flags.ts";

interface NotedSeries {
  readonly frames: readonly SeriesFrame[];
  readonly positions: readonly SkyPosition[];
  readonly target: TargetCounts;
  readonly calibration: { readonly frames: readonly CalibratedFrame[] };
}

/** What is known about the target's point of each frame, the most important first; radii in arcsec. */
export function pointNotes(series: NotedSeries, radii: ApertureRadii): PointNote[][] {
  return series.frames.map((frame, index) => [
    ...apertureNotes(frame, series.target, index),
    ...comparisonNotes(series.target, series.calibration.frames[index], index),
    ...placeNotes(series, index, radii),
    ...frame.assumed,
  ]);
}

function apertureNotes({ saturation }: SeriesFrame, target: TargetCounts, index: number): PointNote[] {
  const has = (flag: number) => (target.flags[index] & flag) !== 0;
  const missing = target.missing[index];
  return [
    ...noteIf(
      has(measureFlag.cut),
      "cut",
      `${percent(target.outside[index])} of the target's aperture lies outside the image`,
      "part of the target's aperture lies outside the image",
    ),
    ...noteIf(
      has(measureFlag.masked),
      "missing_pixels",
      `${missing} ${missing === 1 ? "pixel of the target's aperture has" : "pixels of the target's aperture have"} no value`,
      "pixels of the target's aperture have no value",
    ),
    ...noteIf(
      has(measureFlag.saturated),
      "saturated",
      `the target is saturated, its brightest pixel reaches ${saturation}`,
      "the target is saturated",
    ),
  ];
}

function comparisonNotes(target: TargetCounts, { compared }: CalibratedFrame, index: number): PointNote[] {
  return [
    ...noteIf(!(target.net[index] > 0), "no_light", "the target shows no light above the sky"),
    ...noteIf(!compared, "too_few_comparisons", "too few comparison stars can be used"),
  ];
}

function placeNotes({ frames, positions, target }: NotedSeries, index: number, radii: ApertureRadii): PointNote[] {
  const { wcs, rows } = frames[index];
  const atStart = (target.flags[index] & measureFlag.atStart) !== 0;
  const [ra, dec] = wcs.toSky(target.x[index] - 0.5, target.y[index] - 0.5);
  const neighbour = neighbourWithin(rows, atStart ? positions[index] : { ra, dec }, radii.aperture);
  return [
    ...noteIf(atStart, "no_centroid", "no centroid was found near the target's place, so it was measured there"),
    ...noteIf(
      (target.flags[index] & measureFlag.thinSky) !== 0,
      "thin_sky",
      `the sky is the mean of ${target.backgroundPixels[index]} pixels only, too little of its ring`,
      "the sky is the mean of too little of its ring",
    ),
    ...noteIf(
      neighbour !== undefined,
      "neighbour",
      `another catalog source${neighbour ? described(neighbour) : ""} from the target's centre lies in its aperture`,
      "another catalog source lies in the target's aperture",
    ),
  ];
}

function described({ distance, magnitude }: Neighbour): string {
  const brightness = Number.isFinite(magnitude) ? ` of ${magnitude.toFixed(2)} mag` : "";
  return `${brightness}, ${distance.toFixed(1)}″`;
}

function noteIf(holds: boolean, flag: PointFlag, text: string, general = text): PointNote[] {
  return holds ? [{ flag, text, general }] : [];
}

function percent(share: number): string {
  return share < 0.01 ? "less than 1 %" : `${Math.round(share * 100)} %`;
}
