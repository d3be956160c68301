import { AppError } from "@datalab/errors";
import { type Header, sexagesimal } from "@datalab/fits";
import { defineAnalysis } from "./define.ts";

interface Angle {
  keyword: string;
  /** How messages say what belongs there. */
  kind: string;
  low: number;
  high: number;
}

const rightAscension = { keyword: "CAT-RA", kind: "a right ascension in hours (0 to 24)", low: 0, high: 24 };
const declination = { keyword: "CAT-DEC", kind: "a declination in degrees (−90 to 90)", low: -90, high: 90 };

/** Where the observer said the target is: CAT-RA (sexagesimal hours) and CAT-DEC (sexagesimal degrees) of the image, in degrees. */
export const targetPosition = defineAnalysis({
  name: "target-position",
  input: {},
  async run(context) {
    const frame = await context.frame();
    return statedTarget(frame.science().header, frame.basename);
  },
});

/**
 * ICRS degrees, 0 ≤ ra < 360. A plain number is taken in the units of the keyword.
 * @throws AppError invalid that names the keyword where it is absent, unreadable or out of range
 */
export function statedTarget(header: Header, basename: string): { ra: number; dec: number } {
  const ra = statedAngle(header, basename, rightAscension) * 15;
  return { ra: ra === 360 ? 0 : ra, dec: statedAngle(header, basename, declination) };
}

function statedAngle(header: Header, basename: string, { keyword, kind, low, high }: Angle): number {
  const value = header.get(keyword);
  const written = typeof value === "number" ? value : header.string(keyword)?.trim();
  if (written === undefined || written === "") {
    throw new AppError(
      "invalid",
      "analysis.no_target",
      `${basename} does not say where its target is (no ${keyword}).`,
    );
  }
  const angle = sexagesimal(written);
  if (angle >= low && angle <= high) return angle;
  throw new AppError(
    "invalid",
    "analysis.bad_target",
    `${keyword} of ${basename} reads ${written}, which is not ${kind}.`,
  );
}
