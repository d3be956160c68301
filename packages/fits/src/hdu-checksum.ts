import { fitsError } from "./fits-error.ts";
import { endOfHdu, type Hdu, hduLabel } from "./hdu.ts";
import type { FitsFile } from "./open-fits.ts";

/** Bytes read at once. */
const chunk = 2 ** 20;

/** The ones' complement sum of big-endian 32-bit words (FITS 4.0, Appendix J), carried on from `sum`. Whole words only. */
export function onesComplementSum(bytes: Uint8Array, sum = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let high = sum >>> 16;
  let low = sum & 0xffff;
  for (let at = 0; at < bytes.length; at += 4) {
    high += view.getUint16(at);
    low += view.getUint16(at + 2);
  }
  while (high > 0xffff || low > 0xffff) {
    const carried = Math.floor(high / 65_536) + (low % 65_536);
    high = (high % 65_536) + Math.floor(low / 65_536);
    low = carried;
  }
  return high * 65_536 + low;
}

/**
 * Holds an HDU against its DATASUM (digits in quotes) and CHECKSUM keywords, where it has them; an empty one means that it is not known.
 * Throws fits.bad_checksum, fits.bad_keyword.
 */
export async function verifyChecksums(file: FitsFile, hdu: Hdu): Promise<void> {
  const stated = hdu.rawHeader.wholeNumber("DATASUM");
  if (stated === undefined && !hdu.rawHeader.string("CHECKSUM")) return;
  const before = file.hdus[hdu.index - 1];
  const data = await sumOf(file, hdu.dataOffset, endOfHdu(hdu), 0);
  if (stated !== undefined && stated !== BigInt(data)) throw mismatch(hdu, "DATASUM");
  if (!hdu.rawHeader.string("CHECKSUM")) return;
  const all = await sumOf(file, before ? endOfHdu(before) : 0, hdu.dataOffset, data);
  if (all !== 0xffffffff && all !== 0) throw mismatch(hdu, "CHECKSUM");
}

/** Padding that is missing at the end of a file counts as zeros. */
async function sumOf(file: FitsFile, start: number, end: number, sum: number): Promise<number> {
  const last = Math.min(end, file.source.size);
  for (let at = start; at < last; at += chunk) {
    const bytes = await file.source.read(at, Math.min(chunk, last - at));
    const odd = bytes.length % 4;
    sum = onesComplementSum(odd === 0 ? bytes : Buffer.concat([bytes, new Uint8Array(4 - odd)]), sum);
  }
  return sum;
}

function mismatch(hdu: Hdu, keyword: string) {
  return fitsError("bad_checksum", `${hduLabel(hdu)}: what is in the file does not match the keyword ${keyword}.`);
}
