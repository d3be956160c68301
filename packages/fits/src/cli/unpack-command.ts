import { type Card, valueCard } from "../card.ts";
import { fitsError } from "../fits-error.ts";
import { type Hdu, hduLabel } from "../hdu.ts";
import { BLOCK, formatHeader } from "../header.ts";
import type { FitsFile } from "../open-fits.ts";
import type { NumberArray } from "../table.ts";
import { holdsPixels } from "../verify-fits.ts";
import { bigEndianBytes } from "../write/big-endian-bytes.ts";
import type { Command } from "./command.ts";
import { copiedCards } from "./copied-cards.ts";
import { copyHdu } from "./copy-hdu.ts";
import { storedRows } from "./stored-rows.ts";
import { writeOut } from "./write-out.ts";

export const unpackCommand: Command = {
  usage: "FILE OUT",
  summary: "compressed images to plain ones",
  async run({ file, words: [path], out }) {
    await writeOut(path, unpacked(file), out);
  },
};

/** An image that was in a primary HDU before it was packed takes that place again, if it is empty. */
async function* unpacked(file: FitsFile): AsyncGenerator<Uint8Array> {
  const [primary, second] = file.hdus;
  const goesFirst = second?.kind === "compressed-image" && second.rawHeader.has("ZSIMPLE") && !holdsPixels(primary);
  for (const hdu of file.hdus) {
    if (goesFirst && hdu === primary) continue;
    if (hdu.kind === "compressed-image") yield* plainImage(file, hdu, goesFirst && hdu === second);
    else yield* copyHdu(file, hdu);
  }
}

async function* plainImage(file: FitsFile, hdu: Hdu, isPrimary: boolean): AsyncGenerator<Uint8Array> {
  yield formatHeader([...structure(hdu, isPrimary), ...blankCard(hdu), ...copiedCards(hdu)]);
  if (!holdsPixels(hdu)) return;
  let written = 0;
  for await (const rows of storedRows(file, hdu)) {
    const bytes = bigEndianBytes(stored(rows, hdu));
    written += bytes.length;
    yield bytes;
  }
  yield new Uint8Array((BLOCK - (written % BLOCK)) % BLOCK);
}

function structure(hdu: Hdu, isPrimary: boolean): Card[] {
  return [
    isPrimary
      ? valueCard("SIMPLE", true, "conforms to FITS standard")
      : valueCard("XTENSION", "IMAGE", "image extension"),
    valueCard("BITPIX", hdu.header.integer("BITPIX"), "array data type"),
    valueCard("NAXIS", hdu.shape.length, "number of array dimensions"),
    ...hdu.shape.map((length, axis) => valueCard(`NAXIS${axis + 1}`, length)),
    ...(isPrimary ? [valueCard("EXTEND", true)] : [valueCard("PCOUNT", 0), valueCard("GCOUNT", 1)]),
  ];
}

/** The integer that means "no value" where only the tiles say which it is. */
function blankCard({ header, rawHeader }: Hdu): Card[] {
  const blank = rawHeader.wholeNumber("ZBLANK");
  const isFloat = (header.integer("BITPIX") ?? 0) < 0;
  return isFloat || blank === undefined || header.has("BLANK") ? [] : [valueCard("BLANK", blank)];
}

function stored(rows: Float64Array, hdu: Hdu): NumberArray {
  switch (hdu.header.integer("BITPIX")) {
    case 8:
      return Uint8Array.from(rows);
    case 16:
      return Int16Array.from(rows);
    case 32:
      return Int32Array.from(rows);
    case 64:
      return longs(rows, hdu);
    case -32:
      return Float32Array.from(rows);
    default:
      return rows;
  }
}

/** Beyond 2^53 the reader rounds; such an image is refused, not changed. */
function longs(rows: Float64Array, hdu: Hdu): BigInt64Array {
  if (rows.some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER)) {
    throw fitsError("not_writable", `${hduLabel(hdu)}: the image has integers beyond 2^53, which would lose digits.`);
  }
  return BigInt64Array.from(rows, BigInt);
}
