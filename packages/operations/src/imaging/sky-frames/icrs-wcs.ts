import { toAppError } from "@datalab/errors";
import { Header, isGalactic, isSameFrame, requireFrame, requireWcs, type SkyFrame, type Wcs } from "@datalab/fits";
import { frameChange } from "./change-frame.ts";

/** Where pixels are on the sky and back, in a frame of one's choice. */
export type SkyWcs = Omit<Wcs, "positionAngle">;

/** Where an image's pixels are on the sky, or, in a sentence, why that is not known. */
export type SkyReading = { readonly wcs: SkyWcs; readonly own: SkyFrame; readonly reason?: undefined } | SkyLack;

interface SkyLack {
  readonly wcs?: undefined;
  readonly own?: undefined;
  readonly reason: string;
  /** Whether the header states no coordinates at all. */
  readonly absent: boolean;
}

const icrs: SkyFrame = { system: "ICRS" };

/**
 * The sky coordinates of a header in a frame, ICRS if none is named, whatever its own (RADESYS, EQUINOX, galactic axes); right ascension
 * and declination stand for that frame's longitude and latitude. None, with the reason, where coordinates are missing, unusable or of a
 * frame that is not known.
 */
export function skyReading(header: Header, frame: SkyFrame = icrs): SkyReading {
  try {
    const wcs = requireWcs(isGalactic(header) ? namedEquatorial(header) : header, header.label);
    const own = requireFrame(header);
    return { wcs: isSameFrame(own, frame) ? wcs : changed(wcs, own, frame), own };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind !== "invalid") throw error;
    return { reason: error.message, absent: error.code === "fits.no_wcs" };
  }
}

/** The sky coordinates of a header in the ICRS, for those who can go on without. */
export function icrsWcs(header: Header): SkyWcs | undefined {
  return skyReading(header).wcs;
}

function changed(wcs: Wcs, own: SkyFrame, frame: SkyFrame): SkyWcs {
  const there = frameChange(own, frame);
  const back = frameChange(frame, own);
  const each = (change: typeof there, longitudes: ArrayLike<number>, latitudes: ArrayLike<number>) => {
    const [ra, dec] = [new Float64Array(longitudes.length), new Float64Array(longitudes.length)];
    for (let i = 0; i < ra.length; i++) [ra[i], dec[i]] = change(longitudes[i], latitudes[i]);
    return { ra, dec };
  };
  return {
    projection: wcs.projection,
    pixelScale: wcs.pixelScale,
    toSky: (x, y) => there(...wcs.toSky(x, y)),
    toPixel: (longitude, latitude) => wcs.toPixel(...back(longitude, latitude)),
    toSkyAll(x0, y0) {
      const sky = wcs.toSkyAll(x0, y0);
      return each(there, sky.ra, sky.dec);
    },
    toPixelAll(ra, dec) {
      const sky = each(back, ra, dec);
      return wcs.toPixelAll(sky.ra, sky.dec);
    },
    footprint: (width, height) => wcs.footprint(width, height).map((corner) => there(...corner)),
  };
}

/** A projection does not know what its coordinates are called; `requireWcs` reads those of the equator only. */
function namedEquatorial(header: Header): Header {
  const result = new Header(header.cards);
  for (const axis of ["CTYPE1", "CTYPE2"]) {
    const type = (header.string(axis) ?? "").toUpperCase();
    result.set(axis, type.replace(/^GLON/, "RA--").replace(/^GLAT/, "DEC-"));
  }
  return result;
}
