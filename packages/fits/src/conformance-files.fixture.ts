import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { bytesSource } from "./byte-source.ts";
import { type FitsFile, openFits } from "./open-fits.ts";

export const conformance = new URL("../../../../shared/data/conformance/", import.meta.url);

/** What two other readers found in a valid file. */
export interface ExpectedHdu {
  index: number;
  name: string;
  /** Keyword, value and comment as astropy shows them. */
  header: [string, unknown, string][];
  /** The cards as they stand in the file. */
  raw_header: string[];
  shape?: number[];
  /** File of the physical pixels as little-endian float64. */
  bin?: string;
  rows?: number;
  columns?: { name: string; format: string; data: unknown[] }[];
}

function json(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, conformance), "utf8"));
}

export const validFiles = (json("index.json") as { file: string }[]).map(({ file }) => file);
export const malformedFiles = Object.keys(json("malformed_index.json") as object).sort();

export function expectedHdus(file: string): ExpectedHdu[] {
  return (json(`expected/${file}.json`) as { hdus: ExpectedHdu[] }).hdus;
}

export async function expectedPixels(bin: string): Promise<Float64Array> {
  const bytes = await readFile(new URL(`expected/${bin}`, conformance));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** A valid file, unpacked if it is gzip-wrapped. */
export async function openValid(name: string): Promise<FitsFile> {
  const bytes = await readFile(new URL(`valid/${name}`, conformance));
  return openFits(bytesSource(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes));
}

/**
 * What each malformed file must end in, and for those that are read all the same, why: the standard or both readers of the
 * reference allow it.
 */
export const malformedOutcomes: Record<string, string> = {
  "bad_bitpix.fits": "fits.bad_keyword",
  "bad_blocksize.fits.fz": "fits.tile_corrupt",
  "bad_naxis_string.fits": "fits.bad_keyword",
  "bad_tfields.fits.fz": "fits.bad_table",
  "bad_tform.fits.fz": "fits.bad_table",
  "bad_zdither0.fits.fz": "fits.bad_keyword",
  "bytepix_3.fits.fz": "fits.bad_keyword",
  "continue_without_amp.fits": "read: the orphan CONTINUE is kept as a malformed card",
  "empty.fits": "fits.not_fits",
  "garbage_after_last_hdu.fits": "read: what follows the last HDU does not start another one",
  "gzip_bad_crc.fits.gz": "fits.bad_gzip",
  "gzip_bomb_2GB_zeros_header.fits.gz": "fits.too_large",
  "gzip_tile_garbage.fits.fz": "fits.tile_corrupt",
  "gzip_truncated.fits.gz": "fits.bad_gzip",
  "heap_descriptor_negative.fits.fz": "fits.bad_descriptor",
  "heap_length_huge.fits.fz": "fits.bad_descriptor",
  "heap_pointer_out_of_range.fits.fz": "fits.bad_descriptor",
  "html_error_page.fits.fz": "fits.not_fits",
  "huge_naxis.fits": "fits.too_large",
  "huge_pcount.fits.fz": "fits.truncated",
  "huge_znaxis.fits.fz": "fits.too_large",
  "missing_end.fits": "fits.truncated",
  "naxis_1000.fits": "fits.bad_keyword",
  "naxis_missing.fits": "fits.bad_keyword",
  "negative_naxis.fits": "fits.bad_keyword",
  "negative_pcount.fits.fz": "fits.bad_keyword",
  "negative_ztile.fits.fz": "fits.bad_keyword",
  "no_simple.fits": "fits.not_fits",
  "nonascii_header.fits": "fits.truncated",
  "not_fits_text.fits": "fits.not_fits",
  "one_byte.fits": "fits.not_fits",
  "rice_stream_garbage.fits.fz": "fits.tile_corrupt",
  "second_hdu_bad_xtension.fits": "read: an extension of an unknown kind is skipped by its size",
  "simple_false.fits": "fits.not_fits",
  "tile_too_short.fits.fz": "fits.tile_corrupt",
  "tile_zero_length.fits.fz": "fits.tile_corrupt",
  "truncated_data.fits": "fits.truncated",
  "truncated_fz_heap.fits.fz": "fits.truncated",
  "truncated_fz_rows.fits.fz": "fits.truncated",
  "truncated_header.fits": "fits.truncated",
  "truncated_last_padding.fits": "fits.truncated",
  "unknown_zcmptype.fits.fz": "fits.codec_unsupported",
  "vla_table_pointer_out_of_range.fits": "fits.bad_descriptor",
  "wrong_checksum.fits": "fits.bad_checksum",
  "zbitpix_bad.fits.fz": "fits.bad_keyword",
  "zero_block.fits": "fits.not_fits",
  "zero_blocksize.fits.fz": "fits.bad_keyword",
  "zero_ztile.fits.fz": "fits.bad_keyword",
  "znaxis_more_rows_than_table.fits.fz": "fits.tile_corrupt",
};
