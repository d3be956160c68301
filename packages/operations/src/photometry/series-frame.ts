import type { Header, Site, UtcMoment } from "@datalab/fits";
import type { FrameSize } from "@datalab/kernels";
import type { FrameFile } from "../frame-file.ts";
import { type SkyWcs, skyReading } from "../imaging/sky-frames/icrs-wcs.ts";
import type { FileReference } from "../input-files.ts";
import { exposureNotes, lackOfStart } from "./quality/exposure-notes.ts";
import type { PointNote } from "./quality/point-flags.ts";
import { saturationLevel } from "./quality/saturation-level.ts";
import { type SourceRows, sourceColumns, sourceRows } from "./source-rows.ts";

/** All that photometry needs of one frame; hundreds are kept, so no more than that, and no pixels. */
export interface SeriesFrame {
  /** What results call the file. */
  readonly name: string;
  readonly file: FileReference;
  readonly size: FrameSize;
  /** ICRS, whatever the header's frame. */
  readonly wcs: SkyWcs;
  /** Arcsec a pixel. */
  readonly pixelScale: number;
  /** e−/ADU. */
  readonly gain: number;
  /** e−. */
  readonly readNoise: number;
  /** Where pixels are at their end, ADU; undefined where nothing tells. */
  readonly saturation: number | undefined;
  /** What is assumed for want of a header card, and so holds for every point of this frame. */
  readonly assumed: readonly PointNote[];
  /** What else people should know of its header. */
  readonly notes: readonly string[];
  /** Start of the exposure. */
  readonly start: UtcMoment;
  /** MJD-OBS where the header has it: start of the exposure, days. */
  readonly mjdObs: number | null;
  /** Seconds; null where the header has none. */
  readonly exposure: number | null;
  /** Seconds from the start to the middle; null where the header does not tell. */
  readonly toMiddle: number | null;
  readonly site: Site | null;
  readonly rows: SourceRows;
  /** What the telescope was asked for. */
  readonly aim: Aim;
}

/** The schedule's words about the target, as the header has them. */
export interface Aim {
  readonly object: string;
  readonly sourceType: string;
  /** Hours and degrees, sexagesimal or plain numbers. */
  readonly ra: string | undefined;
  readonly dec: string | undefined;
}

/** A frame that can be measured, or why it cannot, in words that continue its file name (operations.md §8.3). */
export async function seriesFrame(file: FrameFile): Promise<SeriesFrame | string> {
  if (!file.sci) return "no SCI image";
  const { exposure } = file;
  const { effective: header, input } = file.sci;
  const { width, height } = input.layout;
  if (exposure.start === null) return lackOfStart(exposure) ?? "no time of its start";
  const { wcs, reason } = skyReading(header);
  if (!wcs) return `no usable sky coordinates: ${reason.replace(/\.$/, "")}`;
  if (!roundTrips(wcs, { width, height })) return "no usable sky coordinates";
  const pixelScale = scaleOf(wcs, header);
  if (pixelScale === undefined) return "no pixel scale";
  if (exposure.gainAssumed && exposure.notes.some(({ code }) => code === "gain.impossible"))
    return "a gain that is not positive";
  const table = await file.table("CAT", sourceColumns);
  if (!table) return "no CAT table";
  const rows = sourceRows(table, header);
  if (!rows) return "a CAT table without ra, dec, mag and flux";
  if (rows.ra.length === 0) return "an empty CAT table";
  return {
    name: file.fileName,
    file: { source: file.source, basename: file.basename },
    size: { width, height },
    wcs,
    pixelScale,
    gain: exposure.gain,
    readNoise: exposure.readNoise,
    saturation: saturationLevel(exposure.saturation ?? undefined, input.layout),
    ...exposureNotes(exposure),
    start: exposure.start,
    mjdObs: exposure.mjdObs,
    exposure: exposure.length,
    toMiddle: exposure.toMiddle,
    site: exposure.site,
    rows,
    aim: aimOf(header),
  };
}

/** What cannot be read counts as not stated: whoever needs it says so. */
function aimOf(header: Header): Aim {
  const text = (keyword: string) => header.stringOrNote(keyword, () => {});
  return {
    object: text("OBJECT")?.trim() ?? "",
    sourceType: text("SRCTYPE")?.trim().toUpperCase() ?? "",
    ra: text("CAT-RA"),
    dec: text("CAT-DEC"),
  };
}

function roundTrips(wcs: SkyWcs, { width, height }: FrameSize): boolean {
  const sky = wcs.toSky(width / 2, height / 2);
  return [...sky, ...wcs.toPixel(...sky)].every(Number.isFinite);
}

function scaleOf(wcs: SkyWcs, header: Header): number | undefined {
  const [x, y] = wcs.pixelScale;
  const isScale = (scale: number | undefined) => scale !== undefined && Number.isFinite(scale) && scale > 0;
  const ofWcs = ((x + y) / 2) * 3600;
  const stated = isScale(ofWcs) ? undefined : header.number("PIXSCALE");
  return [ofWcs, stated].find(isScale);
}

/** Middle of the exposure, MJD UTC; its start where the middle is not known. */
export function midExposure({ mjdObs, start, toMiddle }: SeriesFrame): number {
  return (mjdObs ?? start.day + start.seconds / 86400) + (toMiddle ?? 0) / 86400;
}
