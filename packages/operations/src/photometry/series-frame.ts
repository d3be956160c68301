import { type Header, parseUtc, type Site, type UtcMoment } from "@datalab/fits";
import type { FrameSize } from "@datalab/kernels";
import type { FrameFile } from "../frame-file.ts";
import { icrsWcs, type SkyWcs } from "../imaging/sky-frames/icrs-wcs.ts";
import type { FileReference } from "../input-files.ts";
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
  /** Start of the exposure. */
  readonly start: UtcMoment;
  /** MJD-OBS where the header has it: start of the exposure, days. */
  readonly mjdObs: number | undefined;
  /** Seconds; 0 where the header has none. */
  readonly exposure: number;
  readonly site: Site | null;
  readonly rows: SourceRows;
  /** What the telescope was asked for. */
  readonly aim: Aim;
}

/** The schedule's words about the target, as the header has them. */
export interface Aim {
  readonly object: string;
  readonly sourceType: string;
  /** Sexagesimal hours and degrees, or numbers. */
  readonly ra: string | number | undefined;
  readonly dec: string | number | undefined;
}

/** A frame that can be measured, or why it cannot, in words that continue its file name (operations.md §8.3). */
export async function seriesFrame(file: FrameFile): Promise<SeriesFrame | string> {
  if (!file.sci) return "no SCI image";
  const { header, input } = file.sci;
  const { width, height } = input.layout;
  const start = parseUtc(header.string("DATE-OBS"));
  if (start === null) return "no readable DATE-OBS";
  const wcs = icrsWcs(file.sci.effective);
  if (!wcs || !roundTrips(wcs, { width, height })) return "no usable sky coordinates";
  const pixelScale = scaleOf(wcs, header);
  if (pixelScale === undefined) return "no pixel scale";
  const gain = firstNumber(header, ["GAIN", "EGAIN"]) ?? 1;
  if (!(gain > 0)) return "a gain that is not positive";
  const table = await file.table("CAT", sourceColumns);
  if (!table) return "no CAT table";
  const rows = sourceRows(table);
  if (!rows) return "a CAT table without ra, dec, mag and flux";
  if (rows.ra.length === 0) return "an empty CAT table";
  return {
    name: file.fileName,
    file: { source: file.source, basename: file.basename },
    size: { width, height },
    wcs,
    pixelScale,
    gain,
    readNoise: firstNumber(header, ["RDNOISE", "READNOIS", "READNOISE"]) ?? 0,
    start,
    mjdObs: header.number("MJD-OBS"),
    exposure: Math.max(0, header.number("EXPTIME") ?? 0),
    site: file.exposure.site,
    rows,
    aim: {
      object: header.string("OBJECT")?.trim() ?? "",
      sourceType: header.string("SRCTYPE")?.trim().toUpperCase() ?? "",
      ra: header.string("CAT-RA") ?? header.number("CAT-RA"),
      dec: header.string("CAT-DEC") ?? header.number("CAT-DEC"),
    },
  };
}

function roundTrips(wcs: SkyWcs, { width, height }: FrameSize): boolean {
  const sky = wcs.toSky(width / 2, height / 2);
  return [...sky, ...wcs.toPixel(...sky)].every(Number.isFinite);
}

function scaleOf(wcs: SkyWcs, header: Header): number | undefined {
  const [x, y] = wcs.pixelScale;
  return [((x + y) / 2) * 3600, header.number("PIXSCALE")].find((scale) => Number.isFinite(scale) && Number(scale) > 0);
}

function firstNumber(header: Header, keywords: readonly string[]): number | undefined {
  for (const keyword of keywords) {
    const value = header.number(keyword);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Middle of the exposure, MJD UTC. */
export function midExposure({ mjdObs, start, exposure }: SeriesFrame): number {
  return (mjdObs ?? start.day + start.seconds / 86400) + exposure / 2 / 86400;
}
