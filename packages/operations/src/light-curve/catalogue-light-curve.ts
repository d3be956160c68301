import { AppError, type ErrorKind, toAppError } from "@datalab/errors";
import { formatUtc, readDate } from "@datalab/fits";
import type { FrameFile } from "../frame-file.ts";
import { mapInLanes } from "../map-in-lanes.ts";
import type { OperationContext } from "../operation-context.ts";
import type { SkyPosition } from "../photometry/separation.ts";
import { observationTimes } from "../time/observation-times.ts";
import type { InputFile } from "../wizard.ts";
import { nearestSource } from "./nearest-source.ts";

/** A source farther from the position than this, arcsec, is another one. */
const searchRadius = 4;
const lanes = 4;

/** One image's measurement; member names are those of the wire. */
interface LightCurvePoint {
  /** Name of the file the measurement is from, as results call it. */
  readonly fits_path: string;
  readonly mag: number;
  readonly magerr: number;
  /** UTC of the exposure's start. */
  readonly julian_date: number;
  readonly observation_date: string;
  /** Mid-exposure; null where the header does not tell exposure time or site. */
  readonly bjd_tdb: number | null;
  readonly hjd: number | null;
}

export interface CatalogueLightCurve {
  readonly points: readonly LightCurvePoint[];
  /** Basenames of images without a usable measurement. */
  readonly excluded: readonly string[];
}

/**
 * The brightness of one source as the images' own catalogues (CAT) have it, in the order of the files, a few files at a
 * time. An image that cannot be read, knows no source within 4″, no finite magnitude or no date is excluded; what
 * may pass (an archive that does not answer) or is no fault of the image ends the run.
 * @throws AppError invalid when no image is left
 */
export async function catalogueLightCurve(
  { frames, progress }: OperationContext,
  files: readonly InputFile[],
  source: SkyPosition,
  share: number,
): Promise<CatalogueLightCurve> {
  let done = 0;
  const points = await mapInLanes(files, lanes, async (file) => {
    const point = await frames.use(file, (frame) => pointOf(frame, file, source)).catch(excludable);
    done++;
    progress((share * done) / files.length, `Read ${done} of ${files.length} catalogs`);
    return point;
  });
  const measured = points.filter((point) => point !== undefined);
  if (measured.length === 0) {
    const text = "None of the images has usable photometry for this source.";
    throw new AppError("invalid", "operations.no_photometry", text);
  }
  return {
    points: measured,
    excluded: files.filter((_, index) => points[index] === undefined).map(({ basename }) => basename),
  };
}

async function pointOf(frame: FrameFile, file: InputFile, position: SkyPosition): Promise<LightCurvePoint | undefined> {
  const table = await frame.table("CAT", ["ra", "dec", "mag", "magerr"]);
  const [ra, dec, mags, errors] = ["ra", "dec", "mag", "magerr"].map((name) => table?.numbers(name));
  if (!ra || !dec || !mags || !errors) return undefined;
  const row = nearestSource({ ra, dec }, position, searchRadius);
  if (row === undefined || !Number.isFinite(mags[row]) || !Number.isFinite(errors[row])) return undefined;
  const times = timesOf(frame, file, position);
  return times && { fits_path: frame.fileName, mag: mags[row], magerr: errors[row], ...times };
}

/**
 * The request's date, or the frame's own start when that is missing, no date or without a time of day, or when the frame's clock is not
 * UTC (then the request may have DATE-OBS as it stands).
 */
function timesOf({ exposure }: FrameFile, { observationDate }: InputFile, direction: SkyPosition) {
  const { start, length, site } = exposure;
  const requested = hasTime(observationDate) ? observationDate : undefined;
  const dateObs = requested ?? start;
  const times = observationTimes({ dateObs, exposureSeconds: length, site, direction });
  if (!dateObs || !times) return undefined;
  const observation_date = typeof dateObs === "string" ? dateObs : formatUtc(dateObs);
  return { julian_date: times.startJd, observation_date, bjd_tdb: times.bjdTdb, hjd: times.hjd };
}

function hasTime(date: string | undefined): boolean {
  return readDate(date)?.seconds != null;
}

const faultsOfTheImage: readonly ErrorKind[] = ["invalid", "notFound", "forbidden", "tooLarge"];

function excludable(thrown: unknown): undefined {
  if (!faultsOfTheImage.includes(toAppError(thrown).kind)) throw thrown;
}
