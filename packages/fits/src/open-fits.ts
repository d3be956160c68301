import type { ByteSource } from "./byte-source.ts";
import { fitsError } from "./fits-error.ts";
import { defaultLimits, type FitsLimits } from "./fits-limits.ts";
import { describeHdu, endOfHdu, type Hdu, hduLabel } from "./hdu.ts";
import { BLOCK, type Header, isEnd, parseHeader } from "./header.ts";

const blocksAtOnce = 4;

/** A FITS file whose headers have been read. Close `source` when done. */
export interface FitsFile {
  hdus: Hdu[];
  source: ByteSource;
  limits: FitsLimits;
  /** The first HDU of this name, whatever its case, and of this EXTVER if one is asked for. */
  find(extname: string, extver?: number): Hdu | undefined;
}

/**
 * Reads every header of a file and nothing else: data are skipped by their stated size, which must lie inside the file; only
 * the padding of the last block may be missing. Bytes after the last HDU that do not start another one are ignored.
 *
 * Throws fits.not_fits, fits.gzip_wrapped (see `inflateFile`), fits.truncated, fits.bad_keyword, fits.too_large.
 */
export async function openFits(source: ByteSource, limits: Partial<FitsLimits> = {}): Promise<FitsFile> {
  const allowed = { ...defaultLimits, ...limits };
  const ahead = readAhead(source);
  await checkStart(ahead);
  const hdus: Hdu[] = [];
  for (let offset = 0; offset === 0 || (await startsExtension(ahead, offset)); ) {
    if (hdus.length >= allowed.hdus) throw fitsError("too_large", `The file has more than ${allowed.hdus} HDUs.`);
    const hdu = await readHdu(ahead, offset, hdus.length, allowed);
    hdus.push(hdu);
    offset = endOfHdu(hdu);
  }
  return { hdus, source, limits: allowed, find: (extname, extver) => findHdu(hdus, extname, extver) };
}

/** What headers are read from. */
type HeaderSource = Pick<ByteSource, "size" | "read">;

/** Reads some blocks at once and answers from them what lies inside: one read a header, for most. */
function readAhead(source: ByteSource): HeaderSource {
  let start = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  return {
    size: source.size,
    async read(offset, length) {
      if (offset < start || offset + length > start + bytes.length) {
        const most = Math.max(length, Math.min(blocksAtOnce * BLOCK, source.size - offset));
        bytes = await source.read(offset, most);
        start = offset;
      }
      return bytes.subarray(offset - start, offset - start + length);
    },
  };
}

function findHdu(hdus: Hdu[], extname: string, extver?: number): Hdu | undefined {
  const wanted = extname.trim().toUpperCase();
  return hdus.find(
    (hdu) => hdu.name.trim().toUpperCase() === wanted && (extver === undefined || hdu.extver === extver),
  );
}

async function checkStart(source: HeaderSource): Promise<void> {
  const start = Buffer.from(await source.read(0, Math.min(30, source.size)));
  if (start[0] === 0x1f && start[1] === 0x8b) {
    throw fitsError("gzip_wrapped", "The whole file is gzip-compressed and has to be unpacked first.");
  }
  if (!/^SIMPLE {2}=/.test(start.toString("latin1"))) {
    throw fitsError("not_fits", source.size === 0 ? "The file is empty." : "This is not a FITS file.");
  }
}

async function startsExtension(source: HeaderSource, offset: number): Promise<boolean> {
  if (offset + 80 > source.size) return false;
  return Buffer.from(await source.read(offset, 9)).toString("latin1") === "XTENSION=";
}

async function readHdu(source: HeaderSource, offset: number, index: number, limits: FitsLimits): Promise<Hdu> {
  const { header, end } = await readHeader(source, offset, index, limits);
  header.label = hduLabel({ index, name: "" });
  if (index === 0 && header.boolean("SIMPLE") !== true) {
    throw fitsError("not_fits", "The file says of itself that it does not follow the FITS standard (SIMPLE is not T).");
  }
  const hdu = describeHdu(header, index, end, limits);
  if (hdu.dataOffset + hdu.dataLength > source.size) {
    const missing = hdu.dataOffset + hdu.dataLength - source.size;
    throw fitsError("truncated", `${hduLabel(hdu)}: the file ends ${missing} bytes before the end of the data.`);
  }
  return hdu;
}

async function readHeader(
  source: HeaderSource,
  offset: number,
  index: number,
  limits: FitsLimits,
): Promise<{ header: Header; end: number }> {
  const parts: Uint8Array[] = [];
  for (let at = offset; ; ) {
    const length = Math.min(blocksAtOnce * BLOCK, source.size - at);
    if (length < BLOCK) throw fitsError("truncated", `HDU ${index}: the file ends inside a header.`);
    if ((at - offset) / 80 > limits.cards) {
      throw fitsError("too_large", `HDU ${index}: the header has more than ${limits.cards} cards.`);
    }
    const bytes = await source.read(at, length - (length % BLOCK));
    parts.push(bytes);
    const end = endCard(bytes);
    if (end >= 0) {
      return { header: parseHeader(Buffer.concat(parts)), end: at + Math.ceil((end + 80) / BLOCK) * BLOCK };
    }
    at += bytes.length;
  }
}

/** The offset of the END card in these blocks, or -1. */
function endCard(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length; at += 80) {
    if (text[at] === 0x45 && isEnd(text.toString("latin1", at, at + 8))) return at;
  }
  return -1;
}
