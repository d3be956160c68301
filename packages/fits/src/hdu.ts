import { fitsError } from "./fits-error.ts";
import type { FitsLimits } from "./fits-limits.ts";
import { BLOCK, type Header, requireInteger } from "./header.ts";
import { imageView } from "./image-view.ts";

/** "other": a conforming extension of a kind this package does not read; it is skipped by its size. */
export type HduKind = "image" | "compressed-image" | "table" | "other";

/** One header and data unit; its data are not read yet. */
export interface Hdu {
  index: number;
  /** EXTNAME; "PRIMARY" for a primary HDU without one, else "". */
  name: string;
  /** EXTVER, 1 by default. */
  extver: number;
  kind: HduKind;
  /** What describes the contents: of a compressed image the header of the image in it. */
  header: Header;
  /** The header as it stands in the file. */
  rawHeader: Header;
  dataOffset: number;
  /** Bytes, without the padding. */
  dataLength: number;
  /** NAXIS1, NAXIS2 … of `header`, the fastest axis first. */
  shape: number[];
}

const bitpixValues = [8, 16, 32, 64, -32, -64];

/** How messages call an HDU: "HDU 1 (SCI)". */
export function hduLabel(hdu: { index: number; name: string }): string {
  return hdu.name === "" ? `HDU ${hdu.index}` : `HDU ${hdu.index} (${hdu.name})`;
}

/** Reads what the header says about itself and checks every size it states. Throws fits.bad_keyword, fits.too_large. */
export function describeHdu(rawHeader: Header, index: number, dataOffset: number, limits: FitsLimits): Hdu {
  const label = hduLabel({ index, name: nameOf(rawHeader, index) });
  rawHeader.label = label;
  const dataLength = statedLength(rawHeader, label);
  const kind = kindOf(rawHeader, index);
  const isCompressed = kind === "compressed-image";
  const header = isCompressed ? imageView(rawHeader) : rawHeader;
  const shape = axes(rawHeader, label, isCompressed ? "Z" : "");
  if (kind !== "table" && kind !== "other") checkPixels(shape, limits, label);
  return {
    index,
    name: nameOf(header, index),
    extver: header.numberOrNote("EXTVER", ignored) ?? 1,
    kind,
    header,
    rawHeader,
    dataOffset,
    dataLength,
    shape,
  };
}

/** An EXTNAME or EXTVER that cannot be read leaves an HDU without one; nothing is read differently for it. */
function ignored(): void {}

function nameOf(header: Header, index: number): string {
  return header.stringOrNote("EXTNAME", ignored) ?? (index === 0 ? "PRIMARY" : "");
}

/** Where the next HDU starts. */
export function endOfHdu(hdu: Hdu): number {
  return hdu.dataOffset + Math.ceil(hdu.dataLength / BLOCK) * BLOCK;
}

function kindOf(header: Header, index: number): HduKind {
  if (isRandomGroups(header)) return "other";
  if (index === 0) return "image";
  switch (header.string("XTENSION")) {
    case "IMAGE":
    case "IUEIMAGE":
      return "image";
    case "BINTABLE":
    case "A3DTABLE":
      return header.boolean("ZIMAGE") === true ? "compressed-image" : "table";
    case "TABLE":
      return "table";
    default:
      return "other";
  }
}

function statedLength(header: Header, label: string): number {
  const bitpix = checkBitpix(header, label);
  const shape = axes(header, label);
  const parameters = header.has("PCOUNT") ? requireInteger(header, "PCOUNT", 0, Number.MAX_SAFE_INTEGER, label) : 0;
  const grouped = isRandomGroups(header);
  const fewest = grouped || shape.length === 0 ? 0 : 1;
  const groups = header.has("GCOUNT") ? requireInteger(header, "GCOUNT", fewest, Number.MAX_SAFE_INTEGER, label) : 1;
  if (shape.length === 0) return 0;
  const grid = grouped ? shape.slice(1) : shape;
  const values = grid.reduce((product, axis) => product * axis, 1);
  const bytes = (Math.abs(bitpix) / 8) * groups * (parameters + values);
  if (!Number.isSafeInteger(bytes)) throw fitsError("too_large", `${label}: the stated size is beyond any file.`);
  return bytes;
}

function isRandomGroups(header: Header): boolean {
  return header.integer("NAXIS1") === 0 && header.boolean("GROUPS") === true;
}

function checkBitpix(header: Header, label: string, prefix = ""): number {
  const keyword = `${prefix}BITPIX`;
  const bitpix = header.integer(keyword);
  if (bitpix === undefined || !bitpixValues.includes(bitpix)) {
    throw fitsError(
      "bad_keyword",
      `${label}: ${keyword} must be one of ${bitpixValues.join(", ")}, but reads ${bitpix ?? "nothing"}.`,
    );
  }
  return bitpix;
}

/** `prefix` "Z": those of the image in a table of tiles. */
function axes(header: Header, label: string, prefix = ""): number[] {
  checkBitpix(header, label, prefix);
  const count = requireInteger(header, `${prefix}NAXIS`, 0, 999, label);
  const shape: number[] = [];
  for (let axis = 1; axis <= count; axis++) {
    shape.push(requireInteger(header, `${prefix}NAXIS${axis}`, 0, Number.MAX_SAFE_INTEGER, label));
  }
  return shape;
}

function checkPixels(shape: number[], limits: FitsLimits, label: string): void {
  const pixels = shape.reduce((product, axis) => product * axis, 1);
  if (pixels > limits.pixels) {
    throw fitsError(
      "too_large",
      `${label}: an image of ${shape.join(" × ")} pixels is larger than the limit of ${limits.pixels} pixels.`,
    );
  }
}
