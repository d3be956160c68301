import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { countingSource } from "../counting-source.fixture.ts";
import { verifyChecksums } from "../hdu-checksum.ts";
import { openFits } from "../open-fits.ts";
import { imageLayout } from "../read-image-layout.ts";
import { readRows } from "../read-rows.ts";
import { readTable } from "../read-table.ts";
import { checksumText } from "./checksum-cards.ts";
import type { NewColumn, NewHdu } from "./new-hdu.ts";
import { formatFits } from "./write-fits.ts";

async function again(columns: NewColumn[]) {
  const file = await openFits(bytesSource(formatFits([{ kind: "table", name: "T", columns }])));
  return { header: file.hdus[1].rawHeader, table: await readTable(file, file.hdus[1]) };
}

describe("tables", () => {
  it.each<[string, NewColumn]>([
    ["3X", { name: "c", data: [true, false, true, false, false, true], width: 3, kind: "bits" }],
    ["9X", { name: "c", data: [...Array(9).fill(true), ...Array(9).fill(false)], width: 9, kind: "bits" }],
    ["2L", { name: "c", data: [true, false, true, false], width: 2 }],
    ["1C", { name: "c", data: Float32Array.of(1, -2, 3, 4), kind: "complex" }],
    ["2M", { name: "c", data: Float64Array.of(1, -2, 3, 4, 5, 6, 7, 8), kind: "complex", width: 2 }],
    ["4A", { name: "c", data: ["M 31", "x"] }],
    ["2K", { name: "c", data: BigUint64Array.of(2n ** 64n - 1n, 0n, 5n, 2n ** 63n), width: 2 }],
    ["2B", { name: "c", data: Int8Array.of(-128, 127, 0, 5), width: 2 }],
    ["6E", { name: "c", data: Float32Array.from({ length: 12 }), width: 6, dimensions: [3, 2] }],
  ])("gives back a column of %s", async (format, column) => {
    const { table, header } = await again([{ name: "first", data: Int16Array.of(1, 2) }, column]);
    expect(header.string("TFORM2")).toBe(format);
    expect(table.column("c")).toEqual(column.data);
    expect(table.find("c")?.dimensions).toEqual(column.dimensions ?? []);
  });

  it.each<[string, NewColumn]>([
    ["1PE(3)", { name: "v", data: [Float32Array.of(1, 2, 3), Float32Array.of(), Float32Array.of(5)] }],
    ["1PJ(2)", { name: "v", data: [Uint32Array.of(2 ** 32 - 1, 1), Uint32Array.of(), Uint32Array.of(5)] }],
    ["1PK(1)", { name: "v", data: [BigInt64Array.of(-5n), BigInt64Array.of(), BigInt64Array.of(2n ** 60n)] }],
    [
      "1PM(2)",
      { name: "v", data: [Float64Array.of(1, 2, 3, 4), new Float64Array(), new Float64Array()], kind: "complex" },
    ],
    ["1PA(5)", { name: "v", data: ["words", "", "a"], variable: true }],
    ["1PL(2)", { name: "v", data: [[true, false], [], [true]] }],
    ["1PX(9)", { name: "v", data: [Array(9).fill(true), [], [false]], kind: "bits" }],
  ])("gives back a column of variable length, %s", async (format, column) => {
    const other: NewColumn = { name: "w", data: [Int16Array.of(7), Int16Array.of(8, 9), Int16Array.of()] };
    const { table, header } = await again([column, { name: "n", data: Int32Array.of(1, 2, 3) }, other]);
    expect(header.string("TFORM1")).toBe(format);
    expect(table.column("v")).toEqual(column.data);
    expect([...(table.column("n") as Int32Array)]).toEqual([1, 2, 3]);
    expect(table.column("w")).toEqual(other.data);
  });

  it("marks the values that TNULL names, in the integers as they are meant", async () => {
    const { table } = await again([{ name: "n", data: Uint16Array.of(0, 65535, 7), nullValue: 65535 }]);
    expect([...(table.find("n")?.nulls ?? [])]).toEqual([0, 1, 0]);
  });

  it.each<[string, NewColumn[]]>([
    [
      "columns of different lengths",
      [
        { name: "a", data: Int16Array.of(1) },
        { name: "b", data: Int16Array.of(1, 2) },
      ],
    ],
    ["half a row", [{ name: "a", data: Int16Array.of(1, 2, 3), width: 2 }]],
    ["complex integers", [{ name: "a", data: Int16Array.of(1, 2), kind: "complex" }]],
    ["cells of different types", [{ name: "a", data: [Int16Array.of(1), Float32Array.of(1)] }]],
  ])("refuses %s", async (_, columns) => {
    expect(() => formatFits([{ kind: "table", name: "T", columns }])).toThrow(
      expect.objectContaining({ code: "fits.not_writable" }),
    );
  });

  it("reads no heap of a column that is not asked for", async () => {
    const columns: NewColumn[] = [
      { name: "big", data: [Float64Array.of(1, 2), Float64Array.of(3)] },
      { name: "x", data: Int16Array.of(4, 5) },
    ];
    const source = countingSource(bytesSource(formatFits([{ kind: "table", name: "T", columns }])));
    const file = await openFits(source);
    source.reads.length = 0;
    const table = await readTable(file, file.hdus[1], ["x"]);
    expect([...table.columns.keys()]).toEqual(["x"]);
    expect(source.reads).toEqual([{ offset: file.hdus[1].dataOffset, length: 2 * 10 }]);
  });
});

describe("cubes", () => {
  const pixels = Float32Array.from({ length: 4 * 3 * 5 }, (_, i) => 100 + ((i * 37) % 11));

  it.each<NewHdu["kind"]>(["image", "compressed-image"])("gives back each plane of a cube as %s", async (kind) => {
    const hdu = { kind, name: "SCI", width: 4, height: 3, axes: [5], pixels } as NewHdu;
    const file = await openFits(bytesSource(formatFits([{ kind: "primary" }, hdu])));
    expect(file.hdus[1].shape).toEqual([4, 3, 5]);
    for (let plane = 0; plane < 5; plane++) {
      const layout = await imageLayout(file, file.hdus[1], plane);
      expect(await readRows(file, layout, 0, 3)).toEqual(Float64Array.from(pixels.slice(plane * 12, plane * 12 + 12)));
    }
  });
});

describe("checksums", () => {
  const hdus: NewHdu[] = [
    { kind: "primary" },
    { kind: "image", name: "I", width: 3, height: 1, pixels: Uint8Array.of(1, 2, 250) },
    { kind: "compressed-image", name: "C", width: 9, height: 2, pixels: Float32Array.from({ length: 18 }, Math.sin) },
    { kind: "table", name: "T", columns: [{ name: "a", data: ["x", "yz"] }] },
  ];

  it("sum up for every kind of HDU, and stand only where they are asked for", async () => {
    const file = await openFits(bytesSource(formatFits(hdus, { checksums: true })));
    for (const hdu of file.hdus) {
      expect(hdu.rawHeader.string("CHECKSUM")).toMatch(/^[0-9A-Za-z]{16}$/);
      expect(hdu.rawHeader.string("DATASUM")).toMatch(/^\d+$/);
      await verifyChecksums(file, hdu);
    }
    const without = await openFits(bytesSource(formatFits(hdus)));
    expect(without.hdus.some((hdu) => hdu.rawHeader.has("CHECKSUM"))).toBe(false);
  });

  it("show a changed byte of data or header", async () => {
    const bytes = Buffer.from(formatFits(hdus, { checksums: true }));
    for (const at of [bytes.indexOf("extension name"), bytes.length - 2880]) {
      const changed = Buffer.from(bytes);
      changed[at] ^= 1;
      const file = await openFits(bytesSource(changed));
      const verified = Promise.all(file.hdus.map((hdu) => verifyChecksums(file, hdu)));
      await expect(verified).rejects.toMatchObject({ code: "fits.bad_checksum" });
    }
  });

  it("are encoded as in appendix J of the standard", () => {
    expect(checksumText(~868_229_149 >>> 0)).toBe("hcHjjc9ghcEghc9g");
    expect(checksumText(0)).toBe("0".repeat(16));
  });
});
