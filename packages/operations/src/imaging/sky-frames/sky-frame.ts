import type { Header } from "@datalab/fits";

/** What the coordinates of an image count from. Equinoxes are years: Besselian of FK4, Julian of FK5. */
export type SkyFrame =
  | { readonly system: "ICRS" | "GALACTIC" }
  | { readonly system: "FK4" | "FK4-NO-E" | "FK5"; readonly equinox: number };

/** The frame a header states, by the defaults of the standard (FITS 4.0, §8.3); undefined for one of the apparent places. */
export function frameOf(header: Header): SkyFrame | undefined {
  if (isGalactic(header)) return { system: "GALACTIC" };
  const equinox = header.number("EQUINOX") ?? header.number("EPOCH");
  const fallback = equinox === undefined ? "ICRS" : equinox < 1984 ? "FK4" : "FK5";
  const stated = (header.string("RADESYS") ?? header.string("RADECSYS") ?? "").trim().toUpperCase();
  const system = stated || fallback;
  if (system === "ICRS") return { system };
  if (system === "FK5") return { system, equinox: equinox ?? 2000 };
  if (system === "FK4" || system === "FK4-NO-E") return { system, equinox: equinox ?? 1950 };
  return undefined;
}

export function isGalactic(header: Header): boolean {
  return /^G(LON|LAT)-/i.test(header.string("CTYPE1") ?? "");
}

export function isSameFrame(a: SkyFrame, b: SkyFrame): boolean {
  return a.system === b.system && equinoxOf(a) === equinoxOf(b);
}

function equinoxOf(frame: SkyFrame): number {
  return "equinox" in frame ? frame.equinox : 0;
}
