import { AppError } from "@datalab/errors";
import { unreadableCards } from "./cards/unreadable-cards.ts";
import { exposureOf } from "./exposure/index.ts";
import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import { verifyChecksums } from "./hdu-checksum.ts";
import type { Header } from "./header.ts";
import type { ImageLayout, TiledStorage } from "./image-layout.ts";
import type { FitsFile } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRows } from "./read-rows.ts";
import { readTable } from "./read-table.ts";
import { celestialDefect } from "./wcs/wcs.ts";

/** Pixels decoded at once, unless one row of tiles has more. */
const bandPixels = 2 ** 18;

/** How often all pixels that the limits allow may be decoded for one image. */
const largestWork = 16;

/**
 * Reads all of a file: every card that a reader uses (`usedKeywords`), every pixel, every cell, and CHECKSUM and DATASUM where they stand.
 * Extensions of a kind that is not read are held against their checksums only. Memory: one band of pixels, one table. Answers what else
 * a person should know of a sound file, in sentences. Throws whatever reading throws; fits.bad_keyword with a line for each card that
 * cannot be read; fits.bad_checksum.
 */
export async function verifyFits(file: FitsFile): Promise<string[]> {
  const defects = cardDefects(file);
  try {
    await readAll(file);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || defects.length === 0) throw thrown;
    const lines = new Set([thrown.message, ...defects]);
    throw new AppError(thrown.kind, thrown.code, [...lines].join("\n"), { cause: thrown });
  }
  if (defects.length > 0) throw fitsError("bad_keyword", defects.join("\n"));
  return file.hdus.flatMap(remarksOn);
}

/** A sentence for each card of a file that a reader uses and none can read: no value of its kind, or no date, time or angle. */
export function cardDefects(file: FitsFile): string[] {
  const sentences = file.hdus.flatMap((hdu) => [
    ...unreadableCards(hdu.rawHeader).map((defect) => `${hduLabel(hdu)}: ${defect}.`),
    ...(holdsPixels(hdu) ? exposureDefects(hdu.header) : []),
  ]);
  return [...new Set(sentences)];
}

function exposureDefects(header: Header): string[] {
  const { notes } = exposureOf(header);
  return notes
    .filter(({ code, text }) => code.endsWith(".unreadable") && text.includes(" must be "))
    .map(({ text }) => text);
}

async function readAll(file: FitsFile): Promise<void> {
  for (const hdu of file.hdus) {
    await verifyChecksums(file, hdu);
    if (hdu.kind === "table") await readTable(file, hdu);
    else if (holdsPixels(hdu)) for await (const _rows of imageBands(file, hdu));
  }
}

/** What reads otherwise than a person may think. */
function remarksOn(hdu: Hdu): string[] {
  const remarks = hdu.kind === "table" ? hiddenColumns(hdu) : holdsPixels(hdu) ? imageRemarks(hdu) : [];
  return remarks.map((remark) => `${hduLabel(hdu)}: ${remark}.`);
}

function imageRemarks({ header }: Hdu): string[] {
  const sky = celestialDefect(header);
  const isQuoted = typeof header.get("BLANK") === "string" && (header.integer("BITPIX") ?? 0) > 0;
  return [
    ...(sky === undefined ? [] : [`no sky coordinates: ${sky}`]),
    ...(isQuoted ? ["BLANK stands in quotes, so that it marks no pixel"] : []),
  ];
}

/** Of columns with one name the first counts; of names that differ in case only, the first where none is written as it is asked for. */
function hiddenColumns({ rawHeader }: Hdu): string[] {
  const first = new Map<string, { field: number; name: string }>();
  const remarks: string[] = [];
  for (let field = 1; field <= (rawHeader.integer("TFIELDS") ?? 0); field++) {
    const name = rawHeader.string(`TTYPE${field}`)?.trim() ?? "";
    const before = first.get(name.toUpperCase());
    if (before === undefined) first.set(name.toUpperCase(), { field, name });
    else if (name === before.name && name !== "") {
      remarks.push(`column ${field} "${name}" has the name of column ${before.field}, which counts`);
    } else if (name !== "") {
      const other = `column ${before.field} "${before.name}"`;
      remarks.push(`column ${field} "${name}" differs from ${other} in case only, so that some readers take that one`);
    }
  }
  return remarks;
}

/** True for an image of at least one pixel. */
export function holdsPixels(hdu: Hdu): boolean {
  const isImage = hdu.kind === "image" || hdu.kind === "compressed-image";
  return isImage && hdu.shape.length > 0 && !hdu.shape.includes(0);
}

/** The physical pixels of an image in the order of the file, plane by plane, some rows at a time; NaN = no value. */
export async function* imageBands(
  file: FitsFile,
  hdu: Hdu,
  change: (layout: ImageLayout) => ImageLayout = (layout) => layout,
): AsyncGenerator<Float64Array> {
  const planes = hdu.shape.slice(2).reduce((product, axis) => product * axis, 1);
  for (let plane = 0; plane < planes; ) {
    const layout = change(await imageLayout(file, hdu, plane));
    const together = planesTogether(layout, hdu);
    if (together === 1) checkWork(file, hdu, layout, planes);
    const stack = together === 1 ? layout : stacked(layout, together);
    const tileHeight = stack.storage.kind === "tiles" ? stack.storage.tileHeight : 1;
    const rows = tileHeight * Math.max(1, Math.floor(bandPixels / (stack.width * tileHeight)));
    for (let y = 0; y < stack.height; y += rows) {
      yield await readRows(file, stack, y, Math.min(y + rows, stack.height));
    }
    plane += together;
  }
}

/** Planes of a cube that one tile holds whole; plane by plane it would be decoded as often. */
function planesTogether({ storage }: ImageLayout, { shape }: Hdu): number {
  if (storage.kind !== "tiles" || !storage.slab || shape.length !== 3) return 1;
  return storage.tilesX * storage.tilesY === 1 && storage.slab.plane === 0 ? storage.slab.planes : 1;
}

/** Tiles that reach through many planes are decoded for each of them. */
function checkWork(file: FitsFile, hdu: Hdu, { width, height, storage }: ImageLayout, planes: number): void {
  const depth = storage.kind === "tiles" ? (storage.slab?.planes ?? 1) : 1;
  if (width * height * planes * depth > largestWork * file.limits.pixels) {
    const reason = `reading ${planes} planes out of tiles of ${depth} would take too long`;
    throw fitsError("too_large", `${hduLabel(hdu)}: ${reason}.`);
  }
}

/** These planes as one tall image. */
function stacked(layout: ImageLayout, planes: number): ImageLayout {
  const height = layout.height * planes;
  return { ...layout, height, storage: { ...(layout.storage as TiledStorage), tileHeight: height, slab: undefined } };
}
