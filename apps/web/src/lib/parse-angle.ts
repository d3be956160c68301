const SEXAGESIMAL = /^([+-]?)(\d{1,3})[:\s]+(\d{1,2})(?:[:\s]+(\d{1,2}(?:\.\d*)?))?$/;

/** "12:30:00", "-5 30" or "187.5" as a number of whole units (hours or degrees); NaN when it is none of these. */
function parseParts(text: string): { value: number; sexagesimal: boolean } {
  const trimmed = text.trim();
  const match = SEXAGESIMAL.exec(trimmed);
  if (!match) return { value: trimmed === "" ? Number.NaN : Number(trimmed), sexagesimal: false };
  const [, sign, whole, minutes, seconds = "0"] = match;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return { value: Number.NaN, sexagesimal: true };
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  return { value: sign === "-" ? -value : value, sexagesimal: true };
}

/** Right ascension in degrees, from decimal degrees or from hours, minutes and seconds; NaN outside 0…360. */
export function parseRightAscension(text: string): number {
  const { value, sexagesimal } = parseParts(text);
  const degrees = sexagesimal ? value * 15 : value;
  return degrees >= 0 && degrees <= 360 ? degrees : Number.NaN;
}

/** Declination in degrees, from decimal degrees or from degrees, minutes and seconds; NaN outside −90…90. */
export function parseDeclination(text: string): number {
  const { value } = parseParts(text);
  return Math.abs(value) <= 90 ? value : Number.NaN;
}
