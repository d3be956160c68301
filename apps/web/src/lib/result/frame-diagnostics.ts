import type { JsonValue } from "@datalab/services";
import { frameName } from "./frame-name.ts";
import { type JsonObject, objectOf, textOf } from "./json.ts";

/** How one comparison star came out on one frame, as written in the result. */
export interface ValidationRow {
  star: string;
  flux: string;
  catalogueFlux: string;
  magnitude: string;
  catalogueMagnitude: string;
}

export interface FrameDiagnostics {
  frame: string;
  picture: string | null;
  rows: ValidationRow[];
  notes: string[];
}

/** What a result says about each frame, in the order of the frames. */
export function readFrameDiagnostics(data: JsonObject): FrameDiagnostics[] {
  const lines = objectOf(data.diagnostics);
  const pictures = objectOf(data.diagnostic_images);
  const files = [...new Set([...Object.keys(lines), ...Object.keys(pictures)])];
  return files.map((file) => {
    const texts = Array.isArray(lines[file]) ? lines[file] : [];
    return {
      frame: frameName(file),
      picture: textOf(pictures[file]) || null,
      rows: texts.flatMap((line) => validationRow(line) ?? []),
      notes: texts.filter((line) => !isTabular(line)).map((line) => textOf(line) || JSON.stringify(line)),
    };
  });
}

const ROW = "comparison-star validation row:";
const HEADING = "comparison star identifier |";

const isTabular = (line: JsonValue) =>
  textOf(line).startsWith(HEADING) || (textOf(line).startsWith(ROW) && validationRow(line) !== null);

/** Seven fields: star, right ascension, declination, flux, catalogue flux, magnitude, catalogue magnitude. */
function validationRow(line: JsonValue): ValidationRow | null {
  const text = textOf(line);
  if (!text.startsWith(ROW)) return null;
  const fields = text
    .slice(ROW.length)
    .split("|")
    .map((field) => field.trim());
  const [star, , , flux, catalogueFlux, magnitude, catalogueMagnitude] = fields;
  if (fields.length !== 7) return null;
  return {
    star: star!,
    flux: flux!,
    catalogueFlux: catalogueFlux!,
    magnitude: magnitude!,
    catalogueMagnitude: catalogueMagnitude!,
  };
}
