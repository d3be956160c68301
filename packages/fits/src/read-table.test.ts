import { describe, expect, it } from "vitest";
import { bytesSource } from "./byte-source.ts";
import { type Card, valueCard } from "./card.ts";
import type { FitsLimits } from "./fits-limits.ts";
import { formatHeader } from "./header.ts";
import { openFits } from "./open-fits.ts";
import { readTable } from "./read-table.ts";
import type { Table } from "./table.ts";
import type { NewColumn } from "./write/new-hdu.ts";
import { formatFits } from "./write/write-fits.ts";

async function readBack(columns: NewColumn[], cards: Card[] = [], names?: string[]): Promise<Table> {
  const file = await openFits(bytesSource(formatFits([{ kind: "table", name: "CAT", cards, columns }])));
  return readTable(file, file.hdus[1], names);
}

interface RawTable {
  rowBytes: number;
  rows: number;
  cards: Card[];
  data: Buffer;
  heap?: Buffer;
  limits?: Partial<FitsLimits>;
}

/** A binary table whose cards and bytes are given as they are. */
async function readRaw({ rowBytes, rows, cards, data, heap = Buffer.alloc(0), limits }: RawTable): Promise<Table> {
  const header = [
    valueCard("XTENSION", "BINTABLE"),
    valueCard("BITPIX", 8),
    valueCard("NAXIS", 2),
    valueCard("NAXIS1", rowBytes),
    valueCard("NAXIS2", rows),
    valueCard("PCOUNT", heap.length),
    valueCard("GCOUNT", 1),
    valueCard("TFIELDS", cards.filter((card) => card.keyword.startsWith("TFORM")).length),
    ...cards,
  ];
  const bytes = Buffer.concat([formatFits([{ kind: "primary" }]), formatHeader(header), data, heap]);
  const file = await openFits(bytesSource(bytes), limits);
  return readTable(file, file.hdus[1]);
}

describe("readTable", () => {
  it("gives back every type that is written", async () => {
    const columns: NewColumn[] = [
      { name: "d", unit: "pixel", data: Float64Array.of(1.5, Number.NaN) },
      { name: "e", data: Float32Array.of(0.25, -3) },
      { name: "b", data: Uint8Array.of(0, 255) },
      { name: "sb", data: Int8Array.of(-128, 127) },
      { name: "i", data: Int16Array.of(-32768, 7) },
      { name: "ui", data: Uint16Array.of(0, 65535) },
      { name: "j", data: Int32Array.of(-5, 2 ** 31 - 1) },
      { name: "uj", data: Uint32Array.of(0, 2 ** 32 - 1) },
      { name: "k", data: BigInt64Array.of(-(2n ** 63n), 2n ** 60n + 1n) },
      { name: "uk", data: BigUint64Array.of(0n, 2n ** 64n - 1n) },
      { name: "s", data: ["a", "longer"] },
      { name: "l", data: [true, false] },
      { name: "vec", data: Float32Array.of(1, 2, 3, 4, 5, 6), width: 3 },
    ];
    const table = await readBack(columns);
    expect(table.rows).toBe(2);
    for (const { name, data } of columns) expect(table.column(name), name).toEqual(data);
    expect(table.find("d")).toMatchObject({ unit: "pixel", format: "1D", width: 1, nulls: null });
    expect(table.find("vec")).toMatchObject({ format: "3E", width: 3 });
  });

  it("has no column of a name that none bears, also beside one without a name", async () => {
    const table = await readBack([
      { name: "", data: Int16Array.of(1) },
      { name: "RA", data: Int16Array.of(2) },
    ]);
    expect(table.find("dec")).toBeUndefined();
    expect([table.has("dec"), table.has("ra"), table.numbers("Ra")]).toEqual([false, true, Float64Array.of(2)]);
  });

  it("finds a column by its exact name first, else whatever its case", async () => {
    const columns = [
      { name: "RA", data: Float64Array.of(1) },
      { name: "ra", data: Float64Array.of(2) },
    ];
    const table = await readBack(columns);
    expect(table.column("ra")).toEqual(Float64Array.of(2));
    expect(table.column("Ra")).toEqual(Float64Array.of(1));
    expect(table.column("dec")).toBeUndefined();
    expect([...(await readBack(columns, [], ["ra", "dec"])).columns.keys()]).toEqual(["ra"]);
  });

  it("gives any number column as float64, null as NaN", async () => {
    const cards = [valueCard("TNULL1", -1), valueCard("TNULL2", -1)];
    const data = Buffer.alloc(24);
    data.writeInt32BE(-1, 0);
    data.writeBigInt64BE(9n, 4);
    data.writeInt32BE(5, 12);
    data.writeBigInt64BE(-1n, 16);
    const names = [
      valueCard("TTYPE1", "j"),
      valueCard("TFORM1", "J"),
      valueCard("TTYPE2", "k"),
      valueCard("TFORM2", "1K"),
    ];
    const table = await readRaw({ rowBytes: 12, rows: 2, cards: [...names, ...cards], data });
    expect(table.column("j")).toEqual(Int32Array.of(-1, 5));
    expect(table.find("j")?.nulls).toEqual(Uint8Array.of(1, 0));
    expect(table.numbers("j")).toEqual(Float64Array.of(Number.NaN, 5));
    expect(table.column("k")).toEqual(BigInt64Array.of(9n, -1n));
    expect(table.numbers("k")).toEqual(Float64Array.of(9, Number.NaN));
  });

  it("scales by TSCAL and TZERO, null as NaN", async () => {
    const scaling = [valueCard("TSCAL1", 0.5), valueCard("TZERO1", 3), valueCard("TNULL1", 9)];
    const cards = [valueCard("TTYPE1", "v"), valueCard("TFORM1", "I"), ...scaling];
    const table = await readRaw({ rowBytes: 2, rows: 3, cards, data: Buffer.from([0, 4, 0, 9, 255, 254]) });
    expect(table.column("v")).toEqual(Float64Array.of(5, Number.NaN, 2));
  });

  it("reads bits, complex values and TDIM", async () => {
    const data = Buffer.alloc(2 + 8);
    data.writeUInt16BE(0b1010_0000_0110_0000);
    data.writeFloatBE(1.5, 2);
    data.writeFloatBE(-2, 6);
    const cards = [
      valueCard("TTYPE1", "x"),
      valueCard("TFORM1", "11X"),
      valueCard("TTYPE2", "c"),
      valueCard("TFORM2", "1C"),
    ];
    const table = await readRaw({ rowBytes: 10, rows: 1, cards: [...cards, valueCard("TDIM1", "(11,1)")], data });
    expect(table.column("x")).toEqual([true, false, true, false, false, false, false, false, false, true, true]);
    expect(table.column("c")).toEqual(Float32Array.of(1.5, -2));
    expect(table.find("x")?.dimensions).toEqual([11, 1]);
  });

  it("ends a string at its first NUL and trims blanks", async () => {
    const cards = [valueCard("TTYPE1", "s"), valueCard("TFORM1", "4A")];
    const table = await readRaw({ rowBytes: 4, rows: 3, cards, data: Buffer.from("ab  c\0zz\0\0\0\0", "latin1") });
    expect(table.column("s")).toEqual(["ab", "c", ""]);
  });

  it("reads variable-length columns of 32 and 64-bit descriptors", async () => {
    const data = Buffer.alloc(24);
    data.writeInt32BE(2, 0);
    data.writeInt32BE(1, 4);
    data.writeBigInt64BE(3n, 8);
    data.writeBigInt64BE(0n, 16);
    const cards = [
      valueCard("TTYPE1", "p"),
      valueCard("TFORM1", "1PI(2)"),
      valueCard("TTYPE2", "q"),
      valueCard("TFORM2", "QA"),
    ];
    const table = await readRaw({ rowBytes: 24, rows: 1, cards, data, heap: Buffer.from([97, 98, 99, 0, 7]) });
    expect(table.column("p")).toEqual([Int16Array.of(25187, 7)]);
    expect(table.column("q")).toEqual(["abc"]);
    expect(table.find("p")?.width).toBeNull();
  });

  const descriptor = (count: number, offset: number) => {
    const data = Buffer.alloc(8);
    data.writeInt32BE(count, 0);
    data.writeInt32BE(offset, 4);
    return data;
  };
  const pointer = {
    rowBytes: 8,
    rows: 1,
    cards: [valueCard("TTYPE1", "p"), valueCard("TFORM1", "1PJ(9)")],
    heap: Buffer.alloc(8),
  };
  const one = { rowBytes: 8, rows: 1, data: Buffer.alloc(8) };
  it.each<[string, string, RawTable]>([
    ["fits.bad_descriptor", "a descriptor beyond the heap", { ...pointer, data: descriptor(2, 4) }],
    ["fits.bad_descriptor", "a negative count", { ...pointer, data: descriptor(-1, 0) }],
    ["fits.bad_descriptor", "a negative offset", { ...pointer, data: descriptor(1, -4) }],
    [
      "fits.too_large",
      "more heap values than allowed",
      { ...pointer, data: descriptor(2, 0), limits: { columnValues: 1 } },
    ],
    ["fits.bad_table", "a format that is none", { ...one, cards: [valueCard("TFORM1", "1Z")] }],
    ["fits.bad_table", "columns wider than the row", { ...one, cards: [valueCard("TFORM1", "2D")] }],
    ["fits.bad_table", "a repeat beyond all bounds", { ...one, cards: [valueCard("TFORM1", "999999999D")] }],
    [
      "fits.bad_keyword",
      "a heap outside the data",
      { ...one, cards: [valueCard("TFORM1", "1D"), valueCard("THEAP", 4)] },
    ],
    ["fits.too_large", "too many rows", { ...one, cards: [valueCard("TFORM1", "1D")], limits: { tableRows: 0 } }],
    ["fits.too_large", "too many values", { ...one, cards: [valueCard("TFORM1", "8B")], limits: { columnValues: 7 } }],
  ])("answers %s for %s", async (code, _, raw) => {
    await expect(readRaw(raw)).rejects.toMatchObject({ code });
  });

  it("refuses cells that share the heap so often that a small file would fill the memory", async () => {
    const rows = 5000;
    const data = Buffer.alloc(8 * rows);
    for (let row = 0; row < rows; row++) data.writeInt32BE(2048, 8 * row);
    const cards = [valueCard("TFORM1", "1PD(2048)")];
    await expect(readRaw({ rowBytes: 8, rows, cards, data, heap: Buffer.alloc(16_384) })).rejects.toMatchObject({
      code: "fits.too_large",
    });
  });

  it("reads ASCII tables", async () => {
    const text = "  1 -2.5D1a     1250  b ";
    const cards = [
      valueCard("XTENSION", "TABLE"),
      valueCard("BITPIX", 8),
      valueCard("NAXIS", 2),
      valueCard("NAXIS1", 12),
      valueCard("NAXIS2", 2),
      valueCard("PCOUNT", 0),
      valueCard("GCOUNT", 1),
      valueCard("TFIELDS", 3),
      ...[
        ["n", "I3", 1],
        ["f", "F7.2", 4],
        ["s", "A2", 11],
      ].flatMap(([name, form, start], i) => [
        valueCard(`TTYPE${i + 1}`, name),
        valueCard(`TFORM${i + 1}`, form),
        valueCard(`TBCOL${i + 1}`, start),
      ]),
    ];
    const bytes = Buffer.concat([formatFits([{ kind: "primary" }]), formatHeader(cards), Buffer.from(text)]);
    const file = await openFits(bytesSource(bytes));
    const table = await readTable(file, file.hdus[1]);
    expect(table.column("n")).toEqual(Float64Array.of(1, Number.NaN));
    expect(table.column("f")).toEqual(Float64Array.of(-25, 12.5));
    expect(table.column("s")).toEqual(["a", "b"]);
  });

  it("refuses an image", async () => {
    const file = await openFits(
      bytesSource(formatFits([{ kind: "image", width: 1, height: 1, pixels: Uint8Array.of(1) }])),
    );
    await expect(readTable(file, file.hdus[0])).rejects.toMatchObject({ code: "fits.bad_table" });
  });
});
