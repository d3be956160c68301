import type { PositionValue } from "./form-values.ts";

/**
 * Rows of right ascension, declination and time, their members apart by commas, semicolons or tabs, or in a text of several rows by
 * spaces. Empty when the text is not such rows, as when a single value is pasted.
 */
export function splitPositions(text: string): PositionValue[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines.map((line) => {
    const bySpaces = lines.length > 1 && !/[,;\t]/.test(line);
    return line.trim().split(bySpaces ? /\s+/ : /\s*[,;\t]\s*/);
  });
  if (!rows.every((row) => row.length === 2 || row.length === 3)) return [];
  return rows.map(([ra = "", dec = "", time = ""]) => ({ ra, dec, time }));
}
