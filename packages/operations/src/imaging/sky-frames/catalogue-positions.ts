import { type Header, isSameFrame, type SkyFrame, type Table } from "@datalab/fits";
import { median } from "../../photometry/statistics.ts";
import { frameChange } from "./change-frame.ts";
import { type SkyWcs, skyReading } from "./icrs-wcs.ts";

/** Degrees; columns of one length, NaN where the catalogue has no value. */
export interface CataloguePositions {
  readonly ra: Float64Array;
  readonly dec: Float64Array;
}

const icrs: SkyFrame = { system: "ICRS" };
/** Sources that are asked in which frame the catalogue counts. */
const asked = 50;

/**
 * The positions of a frame's own catalogue (columns ra, dec) in the ICRS. A table does not name its frame: pipelines write positions in
 * the frame of the image's header, which are converted; where the catalogue's pixel positions (x, y, counted from 1) agree better with
 * positions that are ICRS already, they are taken as they stand. Without usable sky coordinates in the header nothing is converted.
 * Undefined where a column is missing.
 */
export function cataloguePositions(table: Table, header: Header | undefined): CataloguePositions | undefined {
  const [ra, dec] = [table.numbers("ra"), table.numbers("dec")];
  if (!ra || !dec) return undefined;
  const reading = header && skyReading(header);
  if (!reading?.wcs || isSameFrame(reading.own, icrs)) return { ra, dec };
  const { wcs, own } = reading;
  const converted = changed({ ra, dec }, own);
  const [x, y] = [table.numbers("x"), table.numbers("y")];
  if (!x || !y) return converted;
  const seen = wcs.toSkyAll(fromZero(x), fromZero(y));
  return distance(seen, { ra, dec }) < distance(seen, converted) ? { ra, dec } : converted;
}

function changed({ ra, dec }: CataloguePositions, own: SkyFrame): CataloguePositions {
  const change = frameChange(own, icrs);
  const result = { ra: new Float64Array(ra.length), dec: new Float64Array(ra.length) };
  for (let row = 0; row < ra.length; row++) [result.ra[row], result.dec[row]] = change(ra[row], dec[row]);
  return result;
}

function fromZero(pixels: Float64Array): Float64Array {
  return pixels.slice(0, asked).map((value) => value - 1);
}

/** Median over the rows asked, degrees; infinite where none can be compared. */
function distance(seen: ReturnType<SkyWcs["toSkyAll"]>, stated: CataloguePositions): number {
  const apart = Array.from(seen.ra, (ra, row) => {
    const turn = Math.abs(ra - stated.ra[row]) % 360;
    return Math.hypot(
      Math.min(turn, 360 - turn) * Math.cos((seen.dec[row] * Math.PI) / 180),
      seen.dec[row] - stated.dec[row],
    );
  }).filter(Number.isFinite);
  return apart.length === 0 ? Number.POSITIVE_INFINITY : median(apart);
}
