import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import { requireInteger } from "./header.ts";
import type { Quantize, TileCodec, TiledStorage } from "./image-layout.ts";

export type TileParameters = Pick<
  TiledStorage,
  "codec" | "blockSize" | "bytePix" | "hcompressScale" | "hcompressSmooth" | "quantize" | "zdither0" | "zblank"
>;

const codecs: Record<string, TileCodec> = {
  RICE_1: "RICE_1",
  RICE_ONE: "RICE_1",
  GZIP_1: "GZIP_1",
  GZIP_2: "GZIP_2",
  PLIO_1: "PLIO_1",
  HCOMPRESS_1: "HCOMPRESS_1",
  NOCOMPRESS: "NOCOMPRESS",
};

const methods: Record<string, Quantize> = {
  NONE: "NO_DITHER",
  NO_DITHER: "NO_DITHER",
  SUBTRACTIVE_DITHER_1: "SUBTRACTIVE_DITHER_1",
  SUBTRACTIVE_DITHER_2: "SUBTRACTIVE_DITHER_2",
};

/** What the Z keywords say about the codec. `scaled`: the table has a ZSCALE, so floats are quantised. */
export function tileParameters(hdu: Hdu, scaled: boolean): TileParameters {
  const header = hdu.rawHeader;
  const label = hduLabel(hdu);
  const bitpix = hdu.header.integer("BITPIX") ?? 0;
  const zcmptype = header.string("ZCMPTYPE") ?? "";
  if (!Object.hasOwn(codecs, zcmptype)) {
    throw fitsError("codec_unsupported", `${label}: the compression "${zcmptype.slice(0, 20)}" is not known.`);
  }
  const quantize = bitpix < 0 && scaled ? quantizeMethod(hdu) : "none";
  const dithered = quantize.startsWith("SUBTRACTIVE");
  const bytePix = parameter(hdu, "BYTEPIX") ?? (bitpix === 8 ? 1 : bitpix === 16 ? 2 : 4);
  const blockSize = parameter(hdu, "BLOCKSIZE") ?? 32;
  if (![1, 2, 4, 8].includes(bytePix)) throw fitsError("bad_keyword", `${label}: BYTEPIX must be 1, 2, 4 or 8.`);
  if (!(Number.isInteger(blockSize) && blockSize >= 1 && blockSize <= 65_536)) {
    throw fitsError("bad_keyword", `${label}: BLOCKSIZE must be a whole number from 1 to 65536.`);
  }
  return {
    codec: codecs[zcmptype],
    blockSize,
    bytePix: bytePix as 1 | 2 | 4 | 8,
    hcompressScale: parameter(hdu, "SCALE") ?? 0,
    hcompressSmooth: (parameter(hdu, "SMOOTH") ?? 0) !== 0,
    quantize,
    zdither0: dithered ? requireInteger(header, "ZDITHER0", 1, 10_000, label) : 1,
    zblank: nullOf(header.wholeNumber("ZBLANK")),
  };
}

function nullOf(zblank: bigint | undefined): number | null {
  return zblank === undefined ? null : Number(zblank);
}

function quantizeMethod(hdu: Hdu): Quantize {
  const text = hdu.rawHeader.string("ZQUANTIZ") ?? "NO_DITHER";
  if (Object.hasOwn(methods, text)) return methods[text];
  throw fitsError("codec_unsupported", `${hduLabel(hdu)}: the quantisation "${text.slice(0, 30)}" is not known.`);
}

/** The ZVALi whose ZNAMEi is `name`, which must state it. */
function parameter(hdu: Hdu, name: string): number | undefined {
  const header = hdu.rawHeader;
  for (let i = 1; header.has(`ZNAME${i}`); i++) {
    if (header.string(`ZNAME${i}`) !== name) continue;
    const value = header.number(`ZVAL${i}`);
    if (value !== undefined) return value;
    throw fitsError(
      "bad_keyword",
      `${hduLabel(hdu)}: ZNAME${i} names ${name}, but ZVAL${i} is missing or has no value.`,
    );
  }
  return undefined;
}
