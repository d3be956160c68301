import { AppError, type ErrorKind, toAppError } from "@datalab/errors";
import type { FrameFile } from "../frame-file.ts";
import { cataloguePositions } from "../imaging/sky-frames/catalogue-positions.ts";
import { mapInLanes } from "../map-in-lanes.ts";
import type { OperationContext } from "../operation-context.ts";
import { commonLines } from "../photometry/quality/note-lines.ts";
import type { SkyPosition } from "../photometry/separation.ts";
import { statedMagnitudes } from "../photometry/stated-magnitudes.ts";
import type { InputFile } from "../wizard.ts";
import { nearestSource } from "./nearest-source.ts";
import { type PointTimes, timesOf } from "./point-times.ts";

/** A source farther from the position than this, arcsec, is another one. */
const searchRadius = 4;
const lanes = 4;

/** One image's measurement; member names are those of the wire. */
interface LightCurvePoint extends PointTimes {
  /** Name of the file the measurement is from, as results call it. */
  readonly fits_path: string;
  readonly mag: number;
  readonly magerr: number;
}

export interface CatalogueLightCurve {
  readonly points: readonly LightCurvePoint[];
  /** Basenames of images without a usable measurement. */
  readonly excluded: readonly string[];
  /** Sentences for people: why images are excluded, what their headers leave open. */
  readonly diagnostics: readonly string[];
}

/** What an image gives: its point, if it has one, and sentences about it. */
interface Reading {
  readonly point?: LightCurvePoint;
  readonly notes: readonly string[];
}

/**
 * The brightness of one source as the images' own catalogues (CAT) have it, in the order of the files, a few files at a
 * time. An image that cannot be read, knows no source within 4″, no magnitude or no time is excluded; what
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
  const readings = await mapInLanes(files, lanes, async (file) => {
    const reading = await frames.use(file, (frame) => readingOf(frame, file, source)).catch(excludable);
    done++;
    progress((share * done) / files.length, `Read ${done} of ${files.length} catalogs`);
    return reading;
  });
  const points = readings.map(({ point }) => point).filter((point) => point !== undefined);
  const names = files.map(({ basename }) => basename);
  const diagnostics = commonLines(
    names,
    readings.map(({ notes }) => notes),
  );
  if (points.length === 0) {
    const text = "None of the images has usable photometry for this source.";
    throw new AppError("invalid", "operations.no_photometry", text);
  }
  return { points, excluded: names.filter((_, index) => !readings[index].point), diagnostics };
}

async function readingOf(frame: FrameFile, file: InputFile, position: SkyPosition): Promise<Reading> {
  const table = await frame.table("CAT", ["ra", "dec", "x", "y", "mag", "magerr"]);
  const positions = table && cataloguePositions(table, frame.sci?.effective);
  const [mags, errors] = [table && statedMagnitudes(table, "mag"), table && statedMagnitudes(table, "magerr")];
  if (!positions || !mags || !errors) return excludedFor("it has no catalog (CAT) with ra, dec, mag and magerr");
  const row = nearestSource(positions, position, searchRadius);
  if (row === undefined) return excludedFor(`its catalog has no source within ${searchRadius}″ of the position`);
  if (!Number.isFinite(mags[row]) || !Number.isFinite(errors[row])) {
    return excludedFor("its catalog has no magnitude with an error for the source");
  }
  const { times, notes } = timesOf(frame, file, position);
  if (!times) return excludedFor(["it does not tell when it was taken", ...notes].join(": "));
  return { point: { fits_path: frame.fileName, mag: mags[row], magerr: errors[row], ...times }, notes };
}

function excludedFor(reason: string): Reading {
  return { notes: [`excluded: ${reason.replace(/\.$/, "")}.`] };
}

const faultsOfTheImage: readonly ErrorKind[] = ["invalid", "notFound", "forbidden", "tooLarge"];

function excludable(thrown: unknown): Reading {
  const error = toAppError(thrown);
  if (!faultsOfTheImage.includes(error.kind)) throw thrown;
  return excludedFor(error.message);
}
