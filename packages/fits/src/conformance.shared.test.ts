import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "@datalab/errors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileSource } from "./byte-source.ts";
import type { CardValue } from "./card.ts";
import type { Hdu } from "./hdu.ts";
import { isStructural } from "./image-view.ts";
import { inflateFile } from "./inflate-file.ts";
import { type FitsFile, openFits } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRows } from "./read-rows.ts";
import { readTable } from "./read-table.ts";
import type { TableColumn } from "./table.ts";

const root = new URL("../../../../shared/data/conformance/", import.meta.url);
const index: { file: string }[] = JSON.parse(readFileSync(new URL("index.json", root), "utf8"));
const malformed: Record<string, unknown> = JSON.parse(readFileSync(new URL("malformed_index.json", root), "utf8"));

interface ExpectedHdu {
  index: number;
  name: string;
  header: [string, unknown, string][];
  shape?: number[];
  bin?: string;
  rows?: number;
  columns?: { name: string; format: string; data: unknown[] }[];
}

/** Decoded by a later version. */
const unsupported = [
  "cz_astropy_hcompress_f32_sd1.fits.fz",
  "cz_astropy_hcompress_i16_s0.fits.fz",
  "cz_astropy_hcompress_i16_s2.fits.fz",
  "cz_astropy_hcompress_i16_smooth.fits.fz",
  "cz_astropy_hcompress_i32_s0.fits.fz",
  "cz_astropy_hcompress_i32_s2.fits.fz",
  "cz_astropy_plio_i16_mask.fits.fz",
  "cz_astropy_plio_u8_mask.fits.fz",
  "cz_fpack_hcompress_f32.fits.fz",
  "cz_fpack_hcompress_i16.fits.fz",
  "cz_fpack_hcompress_i16_s.fits.fz",
  "cz_fpack_plio_i16.fits.fz",
];

/**
 * Its 83 pixels without a value are stored as its ZBLANK, −2147483647. The reference's reader takes that for a number; fits.md §4
 * asks for NaN, and the image it was made from (plain_f32nan) has NaN there.
 */
const lostNulls = "cz_fpack_rice_f32_nan.fits.fz";

/** What each malformed file ends in; "read" is a reading that the standard or both readers of the reference allow. */
const outcomes: Record<string, string> = {
  "bad_bitpix.fits": "fits.bad_keyword",
  "bad_blocksize.fits.fz": "fits.tile_corrupt",
  "bad_naxis_string.fits": "fits.bad_keyword",
  "bad_tfields.fits.fz": "fits.bad_table",
  "bad_tform.fits.fz": "fits.bad_table",
  "bad_zdither0.fits.fz": "fits.bad_keyword",
  "bytepix_3.fits.fz": "fits.bad_keyword",
  // An orphan CONTINUE is kept as a malformed card.
  "continue_without_amp.fits": "read",
  "empty.fits": "fits.not_fits",
  // What follows the last HDU does not start another one.
  "garbage_after_last_hdu.fits": "read",
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
  // An extension of an unknown kind is skipped by its size.
  "second_hdu_bad_xtension.fits": "read",
  "simple_false.fits": "fits.not_fits",
  "tile_too_short.fits.fz": "fits.tile_corrupt",
  "tile_zero_length.fits.fz": "fits.tile_corrupt",
  "truncated_data.fits": "fits.truncated",
  "truncated_fz_heap.fits.fz": "fits.truncated",
  "truncated_fz_rows.fits.fz": "fits.truncated",
  "truncated_header.fits": "fits.truncated",
  // Not only padding is missing.
  "truncated_last_padding.fits": "fits.truncated",
  "unknown_zcmptype.fits.fz": "fits.codec_unsupported",
  "vla_table_pointer_out_of_range.fits": "fits.bad_descriptor",
  // Checksums are not verified.
  "wrong_checksum.fits": "read",
  "zbitpix_bad.fits.fz": "fits.bad_keyword",
  "zero_block.fits": "fits.not_fits",
  "zero_blocksize.fits.fz": "fits.bad_keyword",
  "zero_ztile.fits.fz": "fits.bad_keyword",
  "znaxis_more_rows_than_table.fits.fz": "fits.tile_corrupt",
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fits-conformance-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens a file as the product does: a gzip-wrapped one is unpacked first. */
async function open(url: URL): Promise<FitsFile> {
  const source = await fileSource(fileURLToPath(url));
  try {
    return await openFits(source);
  } catch (thrown) {
    await source.close();
    if (!(thrown instanceof AppError && thrown.code === "fits.gzip_wrapped")) throw thrown;
    const unpacked = join(folder, "unpacked.fits");
    await inflateFile(fileURLToPath(url), unpacked, 2 ** 28);
    const inner = await fileSource(unpacked);
    return openFits(inner).catch(async (error) => {
      await inner.close();
      throw error;
    });
  }
}

async function pixels(file: FitsFile, hdu: Hdu): Promise<Float64Array> {
  const planes = hdu.shape.slice(2).reduce((product, axis) => product * axis, 1);
  const parts: number[] = [];
  for (let plane = 0; plane < planes; plane++) {
    const layout = await imageLayout(file, hdu, plane);
    for (const value of await readRows(file, layout, 0, layout.height)) parts.push(value);
  }
  return Float64Array.from(parts);
}

async function expectedPixels(name: string): Promise<Float64Array> {
  const bytes = await readFile(new URL(`expected/${name}`, root));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** The worst difference; NaN and infinities must be at the same places. */
function worst(actual: Float64Array, expected: Float64Array): number {
  expect(actual.length).toBe(expected.length);
  let difference = 0;
  for (let i = 0; i < actual.length; i++) {
    if (Object.is(actual[i], expected[i]) || actual[i] === expected[i]) continue;
    difference = Math.max(difference, Math.abs(actual[i] - expected[i]) || Number.POSITIVE_INFINITY);
  }
  return difference;
}

/** Cards that describe the image or table, not its storage; the two readers of the reference disagree with us on the rest by intent. */
function told(header: [string, unknown][]): [string, unknown][] {
  return header.filter(
    ([keyword]) => !isStructural(keyword) && !["COMMENT", "HISTORY", ""].includes(keyword) && keyword !== "EXTNAME",
  );
}

function plain(value: CardValue | undefined): unknown {
  if (value === undefined) return null;
  if (typeof value === "object") return [value.re, value.im];
  return typeof value === "bigint" ? Number(value) : value;
}

function expectHeader(hdu: Hdu, expected: ExpectedHdu): void {
  const ours = hdu.header.cards.filter((card) => card.keyword !== "");
  // A keyword without a value indicator is commentary for us; the reference shows its text as a value.
  const actual = ours.map((card): [string, unknown] => [
    card.keyword,
    card.commentary ? card.comment : plain(card.value),
  ]);
  const trimmed = (cards: [string, unknown][]) =>
    cards.map(([keyword, value]) => [keyword, typeof value === "string" ? value.trim() : value]);
  expect(trimmed(told(actual))).toEqual(trimmed(told(expected.header.map(([keyword, value]) => [keyword, value]))));
  const words = (keyword: string) => expected.header.filter((card) => card[0] === keyword).map((card) => card[1]);
  expect(hdu.header.comments()).toEqual(words("COMMENT"));
  expect(hdu.header.history()).toEqual(words("HISTORY"));
}

/** A column as the reference lists it: one value or nested lists a row. */
function listed(column: TableColumn, rows: number): unknown[] {
  const numbers = (data: ArrayLike<unknown>) =>
    Array.from(data, (value) => (typeof value === "bigint" ? Number(value) : value));
  if (column.width === null) return (column.data as ArrayLike<unknown>[]).map((cell) => numbers(cell));
  const values = numbers(column.data as ArrayLike<unknown>).map((value) => (Number.isNaN(value) ? null : value));
  const step = values.length / rows;
  return rows === 0
    ? []
    : step === 1
      ? values
      : Array.from({ length: rows }, (_, row) => values.slice(row * step, (row + 1) * step));
}

describe("valid files", () => {
  it("are all there", () => expect(index).toHaveLength(104));

  it.each(index.map(({ file }) => file))("%s", async (name) => {
    const expected: { hdus: ExpectedHdu[] } = JSON.parse(
      await readFile(new URL(`expected/${name}.json`, root), "utf8"),
    );
    const file = await open(new URL(`valid/${name}`, root));
    try {
      expect(file.hdus.map((hdu) => hdu.name || "COMPRESSED_IMAGE")).toEqual(expected.hdus.map((hdu) => hdu.name));
      for (const [i, want] of expected.hdus.entries()) {
        const hdu = file.hdus[i];
        expectHeader(hdu, want);
        if (want.shape) expect([...hdu.shape].reverse()).toEqual(want.shape);
        if (want.bin && unsupported.includes(name)) {
          await expect(pixels(file, hdu)).rejects.toMatchObject({ code: "fits.codec_unsupported" });
        } else if (want.bin) {
          const ours = await pixels(file, hdu);
          const reference = await expectedPixels(want.bin);
          if (name === lostNulls) {
            expect(ours.filter(Number.isNaN)).toHaveLength(83);
            ours.forEach((value, at) => {
              if (Number.isNaN(value)) reference[at] = Number.NaN;
            });
          }
          expect(worst(ours, reference)).toBe(0);
        }
        if (!want.columns) continue;
        const table = await readTable(file, hdu);
        expect(table.rows).toBe(want.rows);
        for (const column of want.columns) {
          const ours = listed(table.find(column.name) as TableColumn, table.rows);
          const trim = (value: unknown) =>
            typeof value === "string" ? value.trimEnd() : Array.isArray(value) ? value.flat() : value;
          expect(ours, column.name).toEqual(column.data.map(trim));
        }
      }
    } finally {
      await file.source.close();
    }
  });
});

describe("malformed files", () => {
  it("are all there", () => expect(Object.keys(malformed).sort()).toEqual(Object.keys(outcomes).sort()));

  it.each(Object.entries(outcomes))("%s: %s", async (name, outcome) => {
    const before = process.memoryUsage().rss;
    expect(await readAll(new URL(`malformed/${name}`, root))).toBe(outcome);
    expect(process.memoryUsage().rss - before).toBeLessThan(500e6);
  });
});

async function readAll(url: URL): Promise<string> {
  let file: FitsFile | undefined;
  try {
    file = await open(url);
    for (const hdu of file.hdus) {
      if (hdu.kind === "table") await readTable(file, hdu);
      else if (hdu.kind !== "other" && hdu.shape.length > 0) await pixels(file, hdu);
    }
    return "read";
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return thrown.code;
  } finally {
    await file?.source.close();
  }
}
