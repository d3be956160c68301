import { measureFlag } from "../measure-frame.ts";

/** What may be wrong with one point of a light curve, by the names of the wire. With the first five it has no magnitude. */
export type PointFlag =
  | "cut"
  | "missing_pixels"
  | "saturated"
  | "no_light"
  | "too_few_comparisons"
  | "no_centroid"
  | "thin_sky"
  | "neighbour"
  | "assumed_gain"
  | "assumed_read_noise"
  | "unknown_exposure";

/** A flag of a point and what it means, in words that continue "<frame>: " and, of several frames, "<frames>: ". */
export interface PointNote {
  readonly flag: PointFlag;
  readonly text: string;
  readonly general: string;
}

const untrusted = measureFlag.cut | measureFlag.masked | measureFlag.saturated;

/** Whether counts are no measure of a star: a target gets no magnitude from them, a comparison star is not used. */
export function isUntrusted(flags: number): boolean {
  return (flags & untrusted) !== 0;
}
