import { AppError } from "@datalab/errors";
import type { Table } from "@datalab/fits";
import type { FrameFile } from "../frame-file.ts";
import { cataloguePositions } from "../imaging/sky-frames/catalogue-positions.ts";
import { skyReading } from "../imaging/sky-frames/icrs-wcs.ts";
import type { SkyColumns } from "../photometry/sky-index.ts";
import { statedMagnitudes } from "../photometry/stated-magnitudes.ts";

/** Stars of one image's catalogue; every value is finite. */
export interface ImageStars extends SkyColumns {
  readonly ra: Float64Array;
  readonly dec: Float64Array;
  readonly mag: Float64Array;
  readonly magerr: Float64Array;
}

const columns = ["ra", "dec", "x", "y", "mag", "magerr", "flag", "peak"];

/**
 * The stars of an image (extension CAT) with position and magnitude, without those flagged or saturated (peak at or above
 * SATURATE).
 * @throws AppError invalid, with the image's name, when there are none or columns are missing
 */
export async function imageStars(frame: FrameFile): Promise<ImageStars> {
  const table = await frame.table("CAT", columns);
  if (!table) throw unusable(`${frame.basename} has no CAT extension.`);
  const mag = statedMagnitudes(table, "mag");
  const magerr = statedMagnitudes(table, "magerr");
  if (!mag || !magerr) throw unusable(`The catalog of ${frame.basename} has no calibrated magnitudes (mag, magerr).`);
  const { ra, dec } = positions(frame, table);
  const flag = table.numbers("flag");
  const peak = table.numbers("peak");
  const { saturation } = frame.exposure;
  const isUsable = (row: number) =>
    [ra, dec, mag, magerr].every((column) => Number.isFinite(column[row])) &&
    (!flag || flag[row] === 0) &&
    (!peak || saturation === null || peak[row] < saturation);
  const rows = Array.from(ra, (_, row) => row).filter(isUsable);
  if (rows.length === 0) throw unusable(`The catalog of ${frame.basename} has no usable stars.`);
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]);
  return { ra: pick(ra), dec: pick(dec), mag: pick(mag), magerr: pick(magerr) };
}

/** Sky positions as catalogued, else those of the pixel positions (which count from 1). */
function positions({ basename, sci }: FrameFile, table: Table): { ra: Float64Array; dec: Float64Array } {
  const stated = cataloguePositions(table, sci?.effective);
  if (stated) return stated;
  const [x, y] = [table.numbers("x"), table.numbers("y")];
  const { wcs, reason = "" } = sci ? skyReading(sci.effective) : {};
  if (!x || !y || !wcs) throw unusable(`The catalog of ${basename} has no positions on the sky. ${reason}`.trim());
  return wcs.toSkyAll(
    x.map((value) => value - 1),
    y.map((value) => value - 1),
  );
}

function unusable(message: string): AppError {
  return new AppError("invalid", "operations.unusable_catalog", message);
}
