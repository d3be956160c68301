import { toAppError } from "@datalab/errors";
import { fitsError } from "../fits-error.ts";
import type { Header } from "../header.ts";

/** What the coordinates of an image count from. Equinoxes are years: Besselian of FK4, Julian of FK5. */
export type SkyFrame =
  | { readonly system: "ICRS" | "GALACTIC" }
  | { readonly system: "FK4" | "FK4-NO-E" | "FK5"; readonly equinox: number };

/**
 * The frame a header states, by the defaults of the standard (FITS 4.0, §8.3).
 * @throws AppError fits.wcs_unsupported for apparent places (GAPPT), an unknown RADESYS and an equinox that is none; fits.bad_keyword
 */
export function requireFrame(header: Header): SkyFrame {
  if (isGalactic(header)) return { system: "GALACTIC" };
  const stated = (header.string("RADESYS") ?? header.string("RADECSYS") ?? "").trim().toUpperCase();
  if (stated === "ICRS") return { system: stated };
  const equinox = statedEquinox(header);
  const fallback = equinox === undefined ? "ICRS" : equinox < 1984 ? "FK4" : "FK5";
  const system = stated || fallback;
  if (system === "ICRS") return { system };
  if (system === "FK5") return { system, equinox: equinox ?? 2000 };
  if (system === "FK4" || system === "FK4-NO-E") return { system, equinox: equinox ?? 1950 };
  throw fitsError(
    "wcs_unsupported",
    `${header.label}: RADESYS ${system} is none of ICRS, FK5, FK4 and FK4-NO-E, which can be converted to ICRS.`,
  );
}

/** `requireFrame` for those who can go on without. */
export function frameOf(header: Header): SkyFrame | undefined {
  try {
    return requireFrame(header);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind !== "invalid") throw error;
    return undefined;
  }
}

const [firstEquinox, lastEquinox] = [1800, 2200];

/** A year, also as `J2000.0` or `B1950`. */
function statedEquinox(header: Header): number | undefined {
  const keyword = header.states("EQUINOX") ? "EQUINOX" : "EPOCH";
  const text = header.string(keyword)?.trim() ?? "";
  if (text === "") return undefined;
  const year = Number(text.replace(/^[JB]\s*(?=\d)/i, ""));
  if (year >= firstEquinox && year <= lastEquinox) return year;
  throw fitsError("wcs_unsupported", `${header.label}: ${keyword} must be the year of an equinox, but reads ${text}.`);
}

export function isGalactic(header: Header): boolean {
  return /^G(LON|LAT)-/i.test(header.string("CTYPE1") ?? "");
}

export function isSameFrame(a: SkyFrame, b: SkyFrame): boolean {
  return a.system === b.system && equinoxOf(a) === equinoxOf(b);
}

/** "ICRS", "FK5 J2026.03", "FK4 B1950", "galactic". */
export function frameName(frame: SkyFrame): string {
  if (frame.system === "GALACTIC") return "galactic";
  if (!("equinox" in frame)) return frame.system;
  return `${frame.system} ${frame.system === "FK5" ? "J" : "B"}${frame.equinox}`;
}

function equinoxOf(frame: SkyFrame): number {
  return "equinox" in frame ? frame.equinox : 0;
}
