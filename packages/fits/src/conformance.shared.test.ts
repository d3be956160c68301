import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

const unsupported = /_(?:plio|hcompress)_/;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fits-conformance-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens a file as the product does: a gzip-wrapped one is unpacked first. */
async function open(url: URL): Promise<FitsFile> {
  const source = await fileSource(url.pathname);
  try {
    return await openFits(source);
  } catch (thrown) {
    await source.close();
    if (!(thrown instanceof AppError && thrown.code === "fits.gzip_wrapped")) throw thrown;
    const unpacked = join(folder, "unpacked.fits");
    await inflateFile(url.pathname, unpacked, 2 ** 28);
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
        if (want.bin && unsupported.test(name)) {
          await expect(pixels(file, hdu)).rejects.toMatchObject({ code: "fits.codec_unsupported" });
        } else if (want.bin) {
          expect(worst(await pixels(file, hdu), await expectedPixels(want.bin))).toBe(0);
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
  it("are all there", () => expect(Object.keys(malformed)).toHaveLength(49));
  it.each(Object.keys(malformed))("%s", async (name) => {
    const outcome = await readAll(new URL(`malformed/${name}`, root));
    expect(outcome).toBe("?");
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
    return thrown instanceof AppError ? `${thrown.code}|${thrown.message}` : `stray: ${thrown}`;
  } finally {
    await file?.source.close();
  }
}
