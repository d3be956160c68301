import { type Card, commentaryCards, realCard, valueCard } from "@datalab/fits";
import { backgroundDeviation, type FrameRecipe } from "./recipe.ts";
import { hours, signedDegrees } from "./sexagesimal.ts";
import { site } from "./site.ts";
import { cdMatrix } from "./tangent-plane.ts";

const text = valueCard;
const whole = valueCard;
const real = realCard;

/** The cards of a reduced (BANZAI) science frame, without the structural ones. */
export function frameHeader(recipe: FrameRecipe): Card[] {
  return [
    ...origin(recipe),
    ...exposure(recipe),
    ...camera(recipe),
    ...pointing(recipe),
    ...worldCoordinates(recipe),
    ...reduction(recipe),
  ];
}

/** The moment of a modified Julian date as headers write it: milliseconds, no zone. */
function isoDate(mjd: number): string {
  return new Date(Math.round((mjd - 40587) * 86_400_000)).toISOString().slice(0, 23);
}

function origin({ basename, frameNumber }: FrameRecipe): Card[] {
  const [x, y, z] = site.geocentric;
  return [
    text("DATADICV", "LCOGT-DIC.FITS-0.11.0", "LCOGT.TN.DG Data dictionary version"),
    text("HDRVER", "LCOGT-HDR-1.4.0"),
    text("ORIGIN", "SIMULATED", "Organization responsible for the data"),
    text("SITEID", site.siteId, "ID code of the Observatory site"),
    text("SITE", site.site, "Site of the Observatory"),
    text("ENCID", site.enclosure, "ID code of the Enclosure"),
    text("TELID", site.telescopeId, "ID code of the Telescope"),
    text("TELESCOP", site.telescope, "The Name of the Telescope"),
    real("LATITUDE", site.latitude, "[deg North] Telescope Latitude"),
    real("LONGITUD", site.longitude, "[deg East] Telescope Longitude"),
    real("HEIGHT", site.height, "[m] Altitude of Telescope above sea level"),
    real("OBSGEO-X", x, "[m] Cartesian X co-ord of telescope (WGS84)"),
    real("OBSGEO-Y", y, "[m] Cartesian Y co-ord of telescope (WGS84)"),
    real("OBSGEO-Z", z, "[m] Cartesian Z co-ord of telescope (WGS84)"),
    text("OBSTYPE", "EXPOSE", "Observation type"),
    whole("FRAMENUM", frameNumber, "Running frame number"),
    text("MOLTYPE", "EXPOSE", "Molecule type"),
    text("ORIGNAME", basename.replace(/-e91$/, "-e00"), "Fname written by ICS"),
  ];
}

function exposure({ mjd, exposureSeconds, filter, airmass }: FrameRecipe): Card[] {
  const start = isoDate(mjd);
  const end = isoDate(mjd + exposureSeconds / 86_400);
  const night = isoDate(mjd - 0.5)
    .slice(0, 10)
    .replaceAll("-", "");
  return [
    text("TIMESYS", "UTC", "Time system used"),
    text("DATE", start.slice(0, 10), "[UTC] Date this FITS file was written"),
    text("DATE-OBS", start, "[UTC] Start date and time of the observation"),
    text("DAY-OBS", night, "[UTC] Date at start of local observing night"),
    text("UTSTART", start.slice(11), "[UTC] The start time of the observation"),
    text("UTSTOP", end.slice(11), "[UTC] The finish time of the observation"),
    real("MJD-OBS", mjd, "[UTC days] Start date/time (Modified Julian Dates)"),
    real("EXPTIME", exposureSeconds, "[s] Exposure length"),
    real("REQTIME", exposureSeconds, "[s] Requested exposure length"),
    text("FILTER1", filter, "The first filter wheel filter type"),
    text("FILTER", filter, "Filter used"),
    real("AIRMASS", airmass, "Effective mean airmass"),
  ];
}

function camera({ width, height, plane }: FrameRecipe): Card[] {
  const section = `[1:${width},1:${height}]`;
  return [
    text("INSTRUME", site.instrument, "Instrument used"),
    text("INSSTATE", "OKAY", "The instrument status"),
    text("CONFMODE", "full_frame", "Camera mode configuration"),
    real("CCDATEMP", -100.02, "[deg C] CCD actual temperature"),
    real("GAIN", site.gain, "[electrons/count] Pixel gain"),
    real("RDNOISE", site.readNoise, "[electrons/pixel] Read noise"),
    real("DARKCURR", site.darkCurrent, "[electrons/pixel/s @ 200K] Dark current"),
    real("SATURATE", site.saturation, "[ADU] Saturation level used"),
    real("MAXLIN", site.maxLinear, "[ADU] Non-linearity level"),
    text("DETSIZE", section, "[pixel] Detector size"),
    text("CCDSUM", "1 1", "CCD binning factor"),
    text("TRIMSEC", section, "[binned pixel] Section of useful data"),
    real("PIXSCALE", plane.pixelScale, "[arcsec/pixel] Nominal pixel scale on sky"),
    text("BUNIT", "electron", "Pixel value units"),
  ];
}

function pointing({ plane, target }: FrameRecipe): Card[] {
  return [
    text("PROPID", "SIMULATION", "Proposal ID"),
    text("BLKUID", "1", "Group unique ID"),
    text("REQNUM", "1", "Request DB request number"),
    text("USERID", "datalab", "User ID"),
    text("OBJECT", target.name, "Object name"),
    text("SRCTYPE", "EXTRASOLAR", "Source type"),
    text("RA", hours(plane.ra), "[HH:MM:SS.sss] RA where telescope is pointing"),
    text("DEC", signedDegrees(plane.dec), "[sDD:MM:SS.ss] Dec where telescope is pointing"),
    text("CAT-RA", hours(target.ra), "[HH:MM:SS.sss] Catalog RA of the object"),
    text("CAT-DEC", signedDegrees(target.dec), "[sDD:MM:SS.ss] Catalog Dec of the object"),
    real("CAT-EPOC", 2000, "[Year] Catalog epoch of the coordinates"),
    real("PM-RA", 0, "[sec/year] Proper motion in RA of the object"),
    real("PM-DEC", 0, "[arcsec/year] Proper motion in Dec of the object"),
    real("PARALLAX", 0, "[arcsec] Parallax of the object"),
    text("TRACMODE", "TARGET", "Tracking mode"),
    text("MOONSTAT", "DOWN", "Moon position at obs start"),
  ];
}

function worldCoordinates({ plane }: FrameRecipe): Card[] {
  const [cd11, cd12, cd21, cd22] = cdMatrix(plane);
  const element = "WCS CD transformation matrix";
  return [
    whole("WCSAXES", 2, "Number of coordinate axes"),
    text("CTYPE1", "RA---TAN", "Type of WCS Projection"),
    text("CTYPE2", "DEC--TAN", "Type of WCS Projection"),
    real("CRVAL1", plane.ra, "[deg] RA at the reference pixel"),
    real("CRVAL2", plane.dec, "[deg] Dec at the reference pixel"),
    real("CRPIX1", plane.x0 + 1, "[pixels]"),
    real("CRPIX2", plane.y0 + 1, "[pixels]"),
    text("CUNIT1", "deg", "Units of RA"),
    text("CUNIT2", "deg", "Units of Dec"),
    real("CD1_1", cd11, element),
    real("CD1_2", cd12, element),
    real("CD2_1", cd21, element),
    real("CD2_2", cd22, element),
    text("RADESYS", "ICRS", "Fundamental coord. system of the object"),
    real("EQUINOX", 2000, "[Year] Equinox of the coordinates"),
  ];
}

function reduction(recipe: FrameRecipe): Card[] {
  return [
    text("L1STATOV", "1", "Status flag for overscan correction"),
    text("L1STATBI", "1", "Status flag for bias correction"),
    text("L1STATDA", "1", "Status flag for dark correction"),
    text("L1STATTR", "1", "Status flag for overscan trimming"),
    text("L1STATFL", "1", "Status flag for flat field correction"),
    real("L1MEAN", recipe.sky, "[counts] Sigma-clipped mean of frame background"),
    real("L1MEDIAN", recipe.sky, "[counts] Median of frame background"),
    real("L1SIGMA", backgroundDeviation(recipe), "[counts] Robust sigma of frame background"),
    real("L1FWHM", recipe.fwhm * recipe.plane.pixelScale, "[arcsec] Frame FWHM in arcsec"),
    real("L1ELLIP", 0.02, "Mean image ellipticity (1-B/A)"),
    real("L1ELLIPA", 0, "[deg] PA of mean image ellipticity"),
    whole("WCSERR", 0, "Error status of WCS fit. 0 for no error"),
    real("L1ZP", recipe.zeroPoint, "Instrumental zeropoint [mag]"),
    real("L1ZPERR", 0.01, "Error on Instrumental zeropoint [mag]"),
    text("L1PUBDAT", "2026-01-10T00:00:00.000", "[UTC] Date the frame becomes public"),
    text("PIPEVER", "1.20.0", "Pipeline version"),
    whole("RLEVEL", 91, "Reduction level"),
    ...commentaryCards("COMMENT", "A simulated frame: the stars on it do not exist."),
  ];
}
