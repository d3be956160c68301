import { type Exposure, exposureOf, formatUtc, type Header, readDate, secondsBetween } from "@datalab/fits";

/** A frame as the archive's API describes it, with the members that clients read. */
export interface ArchiveRecord {
  id: number | string;
  basename: string;
  url: string;
  filename: string;
  extension: string;
  observation_date: string;
  site_id: string;
  telescope_id: string;
  instrument_id: string;
  primary_optical_element: string;
  target_name: string;
  exposure_time: number;
  reduction_level: number;
  proposal_id: string;
  configuration_type: string;
  thumbnails: { size: string; url: string }[];
  SITEID: string;
  TELID: string;
  INSTRUME: string;
  FILTER: string;
  OBJECT: string;
  DATE_OBS: string;
  EXPTIME: number;
}

/** The record of a frame, told from the header of its image; a card that cannot be read is one that states nothing. */
export function archiveRecord(frame: {
  id: number | string;
  basename: string;
  url: string;
  header: Header;
}): ArchiveRecord {
  const { id, basename, url, header } = frame;
  const text = (keyword: string) => header.stringOrNote(keyword, () => {}) ?? "";
  const exposure = exposureOf(header);
  const date = observationDate(exposure, text("DATE-OBS"));
  return {
    id,
    basename,
    url,
    filename: `${basename}.fits.fz`,
    extension: ".fits.fz",
    observation_date: date,
    site_id: text("SITEID"),
    telescope_id: text("TELID"),
    instrument_id: text("INSTRUME"),
    primary_optical_element: text("FILTER"),
    target_name: text("OBJECT"),
    exposure_time: exposure.length ?? 0,
    reduction_level: Math.trunc(header.numberOrNote("RLEVEL", () => {}) ?? 0),
    proposal_id: text("PROPID"),
    configuration_type: text("OBSTYPE"),
    thumbnails: [],
    SITEID: text("SITEID"),
    TELID: text("TELID"),
    INSTRUME: text("INSTRUME"),
    FILTER: text("FILTER"),
    OBJECT: text("OBJECT"),
    DATE_OBS: date,
    EXPTIME: exposure.length ?? 0,
  };
}

/** UTC of the start with a Z, "" where no time of day is known; in DATE-OBS's own digits where that is the start in UTC. */
function observationDate({ start }: Exposure, dateObs: string): string {
  if (!start) return "";
  const written = readDate(dateObs);
  const asWritten = written?.seconds != null && secondsBetween({ ...written, seconds: written.seconds }, start) === 0;
  return `${asWritten && !written.zoned ? dateObs.trim() : formatUtc(start)}Z`;
}
