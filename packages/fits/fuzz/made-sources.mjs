import { gzipSync } from "node:zlib";
import { emptyPrimary, rawHdu } from "./raw-fits.mjs";

const width = 40;
const height = 12;

/** Small files of every kind, so that a fresh clone can fuzz: [name, bytes]. */
export function madeSources(fits) {
  const made = [
    ...plainTypes.map((type) => [`plain-${type.name}`, fits.formatFits([image(type)])]),
    ...riceTypes.map((type) => [`rice-${type.name}`, fits.formatFits([riceImage(type)])]),
    ...["SUBTRACTIVE_DITHER_1", "SUBTRACTIVE_DITHER_2"].map((method) => [
      `rice-${method}`,
      fits.formatFits([{ ...riceImage(Float32Array), dither: { method, zdither0: 9_990 } }]),
    ]),
    ["table", fits.formatFits([table()])],
    ["checksum-table", fits.formatFits([table()], { checksums: true })],
    ["cells", fits.formatFits([cells()])],
    ["heap", Buffer.concat([emptyPrimary, heapTable()])],
    ["ascii-table", Buffer.concat([emptyPrimary, asciiTable()])],
    ...codecs().map(([name, ...rest]) => [name, Buffer.concat([emptyPrimary, tiles(...rest)])]),
    ...worlds.map((cards, i) => [
      `world-${i}`,
      fits.formatFits([{ ...image(Int16Array), cards: cards.map(card(fits)) }]),
    ]),
  ];
  const [, first] = made[0];
  return [...made, ["gzip-wrapped", gzipSync(first)]];
}

const plainTypes = [
  Uint8Array,
  Int8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
];
const riceTypes = [Uint8Array, Int16Array, Uint16Array, Int32Array, Float32Array, Float64Array];
const wave = (x, y) => 60 + 25 * Math.sin(x * 1.7) + 9 * Math.cos(y * x);

function pixels(Type) {
  if (Type === BigInt64Array || Type === BigUint64Array) {
    return Type.from({ length: width * height }, (_, i) => 2n ** 60n + BigInt(i * i));
  }
  const isFloat = Type === Float32Array || Type === Float64Array;
  return Type.from({ length: width * height }, (_, i) =>
    isFloat && i % 97 === 3 ? Number.NaN : wave(i % width, Math.floor(i / width)),
  );
}

const image = (Type) => ({ kind: "image", width, height, pixels: pixels(Type) });
const riceImage = (Type) => ({ ...image(Type), kind: "compressed-image", name: "SCI" });

function table() {
  const numbers = (Type) => Type.from({ length: 8 }, (_, i) => i * 7 - 3);
  const columns = [Uint8Array, Int16Array, Uint16Array, Int32Array, Float32Array, Float64Array].map((Type) => ({
    name: Type.name.toLowerCase(),
    data: numbers(Type),
  }));
  columns.push({ name: "id", data: BigInt64Array.from({ length: 8 }, (_, i) => 2n ** 60n + BigInt(i)) });
  columns.push({ name: "pair", width: 2, data: Float64Array.from({ length: 16 }, (_, i) => i / 3), unit: "deg" });
  columns.push({ name: "word", data: ["a", "bb", "", "d,d", 'e"', "f", "g", "h"] });
  columns.push({ name: "flag", data: [true, false, true, true, false, false, true, false] });
  return { kind: "table", name: "CAT", columns };
}

/** What a cell can be: lists of every type, bits, complex numbers, nulls. */
function cells() {
  const lists = (make) => Array.from({ length: 5 }, (_, row) => make(row));
  return {
    kind: "table",
    name: "CELLS",
    columns: [
      { name: "reals", data: lists((row) => Float32Array.from({ length: row }, (_, i) => i / 3)) },
      { name: "longs", data: lists((row) => BigInt64Array.from({ length: row }, (_, i) => BigInt(i) ** 40n)) },
      { name: "texts", variable: true, data: lists((row) => "text ".repeat(row)) },
      { name: "marks", data: lists((row) => Array.from({ length: row }, (_, i) => i % 2 === 0)) },
      { name: "bits", kind: "bits", width: 11, data: Array.from({ length: 55 }, (_, i) => i % 3 === 0) },
      { name: "complex", kind: "complex", data: Float64Array.from({ length: 10 }, (_, i) => i / 7) },
      { name: "null", nullValue: 3, data: Int16Array.of(1, 2, 3, 4, 5) },
      { name: "null64", nullValue: 4n, data: BigInt64Array.of(1n, 2n, 3n, 4n, 5n) },
      { name: "unsigned", data: BigUint64Array.of(1n, 2n ** 64n - 1n, 3n, 4n, 5n) },
      { name: "grid", width: 4, dimensions: [2, 2], data: Int32Array.from({ length: 20 }, (_, i) => -i) },
    ],
  };
}

function heapTable() {
  const lengths = [3, 0, 5, 1];
  const rows = Buffer.alloc(4 * 24);
  lengths.forEach((count, row) => {
    rows.writeInt32BE(count, row * 24);
    rows.writeInt32BE(row * 20, row * 24 + 4);
    rows.writeBigInt64BE(BigInt(count), row * 24 + 8);
    rows.writeBigInt64BE(80n, row * 24 + 16);
  });
  return rawHdu(
    [
      ...tableCards(24, 4, 100, 2),
      ["TTYPE1", "'few'"],
      ["TFORM1", "'1PE(5)'"],
      ["TTYPE2", "'far'"],
      ["TFORM2", "'1QB(5)'"],
    ],
    Buffer.concat([rows, Buffer.alloc(100, 0x41)]),
  );
}

function asciiTable() {
  const lines = ["  1 12.50 ab", " 22 -1.E3 c ", "     3D-2 dd"];
  return rawHdu(
    [
      ["XTENSION", "'TABLE   '"],
      ["BITPIX", 8],
      ["NAXIS", 2],
      ["NAXIS1", 12],
      ["NAXIS2", 3],
      ["PCOUNT", 0],
      ["GCOUNT", 1],
      ["TFIELDS", 3],
      ["TBCOL1", 1],
      ["TFORM1", "'I3      '"],
      ["TBCOL2", 5],
      ["TFORM2", "'F5.2    '"],
      ["TNULL2", "'     '"],
      ["TBCOL3", 11],
      ["TFORM3", "'A2      '"],
    ],
    Buffer.from(lines.join(""), "latin1"),
  );
}

const tableCards = (rowBytes, rows, heap, fields) => [
  ["XTENSION", "'BINTABLE'"],
  ["BITPIX", 8],
  ["NAXIS", 2],
  ["NAXIS1", rowBytes],
  ["NAXIS2", rows],
  ["PCOUNT", heap],
  ["GCOUNT", 1],
  ["TFIELDS", fields],
];

/** Streams of fits.md §4 and gzip ones: [name, ZCMPTYPE, width, height, BITPIX, TFORM, stream, further cards]. */
function codecs() {
  const shorts = Buffer.alloc(2 * width * height);
  for (let i = 0; i < width * height; i++) shorts.writeInt16BE(wave(i % width, i), i * 2);
  const shuffled = Buffer.concat([shorts.filter((_, i) => i % 2 === 0), shorts.filter((_, i) => i % 2 === 1)]);
  const plio = Buffer.from("00000007ff9c001200000000000000034002200450021388000100044002100300004001", "hex");
  const hcompress = Buffer.from(
    "dd990000000800000008000000000000000000000800080500f6bee75ef5faccfd667fdff7fdf3980aaabff07fffffdff7fc1fffe1ffffff00000000000000",
    "hex",
  );
  const smooth = Buffer.from(hcompress);
  smooth.writeInt32BE(4, 10);
  return [
    ["gzip-1", "GZIP_1", width, height, 16, "1PB", gzipSync(shorts)],
    ["gzip-2", "GZIP_2", width, height, 16, "1PB", gzipSync(shuffled)],
    ["nocompress", "NOCOMPRESS", width, height, 16, "1PB", shorts],
    [
      "slab",
      "GZIP_1",
      width,
      height / 3,
      16,
      "1PB",
      gzipSync(shorts),
      [
        ["ZNAXIS", 3],
        ["ZNAXIS3", 3],
        ["ZTILE3", 3],
        ["BLANK", 60],
        ["BSCALE", 2],
        ["ZBLANK", 60],
      ],
    ],
    ["plio", "PLIO_1", 14, 1, 16, "1PI", plio],
    ["hcompress", "HCOMPRESS_1", 8, 8, 32, "1PB", hcompress],
    [
      "hcompress-smooth",
      "HCOMPRESS_1",
      8,
      8,
      32,
      "1PB",
      smooth,
      [
        ["ZNAME1", "'SCALE   '"],
        ["ZVAL1", 4],
        ["ZNAME2", "'SMOOTH  '"],
        ["ZVAL2", 1],
      ],
    ],
  ];
}

function tiles(codec, tileWidth, tileHeight, bitpix, format, stream, cards = []) {
  const row = Buffer.alloc(8);
  row.writeInt32BE(format === "1PI" ? stream.length / 2 : stream.length, 0);
  return rawHdu(
    [
      ...tableCards(8, 1, stream.length, 1),
      ["TTYPE1", "'COMPRESSED_DATA'"],
      ["TFORM1", `'${format}(${stream.length})'`],
      ["ZIMAGE", "T"],
      ["ZBITPIX", bitpix],
      ...(cards[0]?.[0] === "ZNAXIS" ? [] : [["ZNAXIS", 2]]),
      ["ZNAXIS1", tileWidth],
      ["ZNAXIS2", tileHeight],
      ["ZTILE1", tileWidth],
      ["ZTILE2", tileHeight],
      ["ZCMPTYPE", `'${codec}'`],
      ...cards,
    ],
    Buffer.concat([row, stream]),
  );
}

const card =
  (fits) =>
  ([keyword, value]) =>
    fits.valueCard(keyword, value);
const axes = (tail) => [
  ["CTYPE1", `RA---${tail}`],
  ["CTYPE2", `DEC--${tail}`],
  ["CRVAL1", 359.9],
  ["CRVAL2", -89.2],
  ["CRPIX1", 20.5],
  ["CRPIX2", 6.5],
];
const matrix = [
  ["CD1_1", -1.1e-4],
  ["CD1_2", 2e-5],
  ["CD2_1", 2e-5],
  ["CD2_2", 1.1e-4],
];
const worlds = [
  [...axes("TAN"), ...matrix, ["LONPOLE", 170.5]],
  [...axes("TAN"), ["CDELT1", -1e-4], ["CDELT2", 1e-4], ["CROTA2", 33], ["CUNIT1", "deg"], ["CUNIT2", "deg"]],
  [...axes("TAN-SIP"), ...matrix, ["A_ORDER", 3], ["B_ORDER", 2], ["A_2_0", 1e-5], ["A_1_1", 3e-6], ["B_0_2", -2e-5]],
  [
    ...axes("TAN").map(([keyword, value]) => [keyword.replace(/[12]$/, (axis) => String(3 - axis)), value]),
    ...matrix.map(([keyword, value]) => [keyword.replace("CD", "PC"), value * 1e4]),
    ["CDELT1", 1e-4],
    ["CDELT2", 1e-4],
  ],
  [...axes("TPV"), ...matrix, ["PV1_0", 1e-6], ["PV1_1", 1.01], ["PV1_7", 2e-3], ["PV2_1", 0.99], ["PV2_3", 1e-3]],
];
