import { execFile } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { Card } from "./card.ts";
import {
  conformance,
  type ExpectedHdu,
  expectedHdus,
  expectedPixels,
  malformedFiles,
  malformedOutcomes,
  openValid,
  validFiles,
} from "./conformance-files.fixture.ts";
import type { Hdu } from "./hdu.ts";
import type { FitsFile } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRows } from "./read-rows.ts";
import { readTable } from "./read-table.ts";
import type { TableColumn } from "./table.ts";

/**
 * Its 83 pixels without a value are stored as its ZBLANK, −2147483647. Both readers of the reference take that for a number; fits.md
 * §4 asks for NaN, and the image it was made from (plain_f32nan) has NaN there.
 */
const lostNulls = "cz_fpack_rice_f32_nan.fits.fz";

/** Of a compressed image the reference shows these cards too, though they belong to the table around it. */
const ofTheTable = ["ZDITHER0", "ZBLANK", "CHECKSUM", "DATASUM"];

/** Lines of CONFORMANCE.md. */
const validLines: string[][] = [];
const malformedLines: string[][] = [];

/** A table as the formatter leaves it: the cells of a column as wide as the widest. */
function markdownTable(head: string[], lines: string[][]): string[] {
  const sorted = lines.toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
  const widths = head.map((_, column) => Math.max(...[head, ...sorted].map((line) => line[column].length)));
  const row = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  return [row(head), row(widths.map((width) => "-".repeat(width))), ...sorted.map(row)];
}

async function pixels(file: FitsFile, hdu: Hdu): Promise<Float64Array> {
  const [width, height = 1, ...others] = hdu.shape;
  const planes = others.reduce((product, axis) => product * axis, 1);
  const all = new Float64Array(width * height * planes);
  for (let plane = 0; plane < planes; plane++) {
    const layout = await imageLayout(file, hdu, plane);
    all.set(await readRows(file, layout, 0, layout.height), plane * width * height);
  }
  return all;
}

/** Every pixel equal, NaN to NaN; returns how many are NaN. */
function expectPixels(actual: Float64Array, expected: Float64Array): number {
  expect(actual.length).toBe(expected.length);
  const different = actual.findIndex((value, at) => value !== expected[at] && !Object.is(value, expected[at]));
  expect(different, `pixel ${different}: ${actual[different]} is not ${expected[different]}`).toBe(-1);
  return actual.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
}

function shown({ keyword, value, comment, commentary }: Card): [string, unknown, string] {
  if (commentary) return [keyword, comment.trim(), ""];
  if (value === undefined) return [keyword, null, comment];
  if (typeof value === "object") return [keyword, [value.re, value.im], comment];
  if (typeof value === "bigint") return [keyword, Number(value), comment];
  return [keyword, typeof value === "string" ? value.trim() : value, comment];
}

function expectCards(hdu: Hdu, expected: ExpectedHdu): void {
  expect(hdu.rawHeader.cards.map((card) => card.image)).toEqual(expected.raw_header);
  const compressed = hdu.kind === "compressed-image";
  // Where the table states no ZTENSION, ZPCOUNT and ZGCOUNT the reference shows those of the table itself.
  const madeUp = compressed && !hdu.rawHeader.has("ZTENSION");
  const theirs = expected.header
    .filter(([keyword]) => !(compressed && ofTheTable.includes(keyword)))
    .filter(([keyword]) => !(madeUp && ["XTENSION", "PCOUNT", "GCOUNT"].includes(keyword)))
    .map(([keyword, value, comment]) => [keyword, typeof value === "string" ? value.trim() : value, comment]);
  const ours = extendLast(hdu, hdu.header.cards.map(shown));
  expect(ours.filter(([keyword]) => !(madeUp && keyword === "XTENSION"))).toEqual(theirs);
}

/** The reference shows the EXTEND of a compressed image last, wherever its ZEXTEND stands. */
function extendLast(hdu: Hdu, cards: [string, unknown, string][]): [string, unknown, string][] {
  const moves = ([keyword]: [string, unknown, string]) => hdu.kind === "compressed-image" && keyword === "EXTEND";
  return [...cards.filter((card) => !moves(card)), ...cards.filter(moves)];
}

/** A column as the reference lists it: one value or nested lists a row. */
function listed(column: TableColumn, rows: number): unknown[] {
  const numbers = (data: ArrayLike<unknown>) =>
    Array.from(data, (value) => (typeof value === "bigint" ? Number(value) : value));
  if (column.width === null) return (column.data as ArrayLike<unknown>[]).map((cell) => numbers(cell));
  const values = numbers(column.data as ArrayLike<unknown>).map((value) => (Number.isNaN(value) ? null : value));
  const step = values.length / rows;
  if (rows === 0 || step === 1) return values;
  return Array.from({ length: rows }, (_, row) => values.slice(row * step, (row + 1) * step));
}

async function expectTable(file: FitsFile, hdu: Hdu, expected: ExpectedHdu): Promise<string> {
  const table = await readTable(file, hdu);
  expect(table.rows).toBe(expected.rows);
  for (const column of expected.columns ?? []) {
    const trim = (value: unknown) =>
      typeof value === "string" ? value.trimEnd() : Array.isArray(value) ? value.flat() : value;
    expect(listed(table.find(column.name) as TableColumn, table.rows), column.name).toEqual(column.data.map(trim));
  }
  return `table of ${table.rows} × ${table.columns.size}`;
}

async function expectImage(name: string, file: FitsFile, hdu: Hdu, expected: ExpectedHdu): Promise<string> {
  expect([...hdu.shape].reverse()).toEqual(expected.shape);
  const ours = await pixels(file, hdu);
  const reference = await expectedPixels(expected.bin as string);
  if (name === lostNulls) {
    const nulls = [...ours.keys()].filter((at) => Number.isNaN(ours[at]));
    expect(nulls).toHaveLength(83);
    for (const at of nulls) reference[at] = Number.NaN;
  }
  const missing = expectPixels(ours, reference);
  const codec = hdu.kind === "image" ? "" : `${hdu.rawHeader.string("ZCMPTYPE")} `;
  const note = name === lostNulls ? ", which the reference reads as numbers (stored as ZBLANK; fits.md §4)" : "";
  return `${codec}${hdu.header.integer("BITPIX")}, ${hdu.shape.join(" × ")}${missing > 0 ? `, ${missing} NaN${note}` : ""}`;
}

describe("valid files", () => {
  it("are all there", () => expect(validFiles).toHaveLength(104));

  it.each(validFiles)("%s", async (name) => {
    const file = await openValid(name);
    const expected = expectedHdus(name);
    expect(file.hdus.map((hdu) => hdu.name || "COMPRESSED_IMAGE")).toEqual(expected.map((hdu) => hdu.name));
    const parts: string[] = [];
    let cards = 0;
    for (const [i, want] of expected.entries()) {
      expectCards(file.hdus[i], want);
      cards += want.raw_header.length;
      if (want.bin) parts.push(await expectImage(name, file, file.hdus[i], want));
      if (want.columns) parts.push(await expectTable(file, file.hdus[i], want));
    }
    validLines.push([name, String(cards), parts.join("; ")]);
  });
});

interface Outcome {
  path: string;
  code: string;
  kind?: string;
  message: string;
  milliseconds: number;
  peakMegabytes: number;
}

async function readInWorker(paths: string[]): Promise<Outcome[]> {
  const reader = fileURLToPath(new URL("conformance-reader.fixture.mjs", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [reader, ...paths]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Outcome);
}

describe("malformed files", () => {
  it("are all there", () => expect(Object.keys(malformedOutcomes)).toEqual(malformedFiles));

  it("end in a typed error or a reading that is allowed, in 2 s and 256 MB, in a worker that serves the next file", async () => {
    const good = fileURLToPath(new URL("valid/multi_hdu.fits", conformance));
    const paths = malformedFiles.flatMap((name) => [fileURLToPath(new URL(`malformed/${name}`, conformance)), good]);
    const outcomes = await readInWorker(paths);
    expect(outcomes.map((outcome) => outcome.path)).toEqual(paths);
    for (const outcome of outcomes) {
      const name = basename(outcome.path);
      const [code, why] = outcome.path === good ? ["read"] : malformedOutcomes[name].split(": ");
      expect(outcome.code, `${name}: ${outcome.message}`).toBe(code);
      expect(outcome.kind).not.toBe("internal");
      expect(outcome.milliseconds, name).toBeLessThan(2000);
      expect(outcome.peakMegabytes, name).toBeLessThan(256);
      if (outcome.path !== good) malformedLines.push([name, code, why ?? outcome.message]);
    }
  });
});

describe("CONFORMANCE.md", () => {
  it("is what these tests found (npx vitest run --project shared packages/fits/src/conformance -u writes it)", async () => {
    const text = [
      "# Conformance",
      "",
      "Written by `src/conformance.shared.test.ts`, which fails when this page is out of date.",
      "",
      `## Valid files: ${validLines.length} of ${validFiles.length} read as expected, one otherwise than the reference`,
      "",
      "Every card as it stands in the file, every value and comment, every pixel (NaN = NaN), every table cell. BITPIX and axes, NAXIS1 first.",
      "",
      ...markdownTable(["file", "cards", "equal"], validLines),
      "",
      `## Malformed files: ${malformedLines.length} of ${malformedFiles.length} end as they must`,
      "",
      "Each in less than 2 s and 256 MB, one after the other in one worker thread, which reads a sound file after each of them.",
      "",
      ...markdownTable(["file", "outcome", "why"], malformedLines),
      "",
    ].join("\n");
    await expect(text).toMatchFileSnapshot("../CONFORMANCE.md");
  });
});
