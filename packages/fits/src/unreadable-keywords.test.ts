import { describe, expect, it } from "vitest";
import { bytesSource } from "./byte-source.ts";
import { valueCard } from "./card.ts";
import { noNumbers, withRawCards } from "./cards/raw-cards.fixture.ts";
import { formatHeader } from "./header.ts";
import { openFits } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRows } from "./read-rows.ts";
import { readTable } from "./read-table.ts";
import { verifyFits } from "./verify-fits.ts";
import { formatFits } from "./write/write-fits.ts";

const noTexts = ["word", "'open", "(1, 2)"];

const pixels = Int16Array.of(1, 2, 3, 4, 5, 6);
const image = formatFits([{ kind: "primary" }, { kind: "image", name: "SCI", width: 3, height: 2, pixels }]);
const table = formatFits([
  {
    kind: "table",
    name: "CAT",
    columns: [
      { name: "count", data: Int16Array.of(7, 8) },
      { name: "flux", data: Float32Array.of(1, 2) },
      { name: "word", data: ["ab", "cd"] },
    ],
  },
]);
const noisy = Float32Array.from({ length: 120 }, (_, i) => 50 + 9 * Math.sin(i * i));
const tiles = formatFits([
  {
    kind: "compressed-image",
    name: "SCI",
    width: 40,
    height: 3,
    pixels: noisy,
    dither: { method: "SUBTRACTIVE_DITHER_1", zdither0: 3 },
  },
]);
const integerTiles = formatFits([{ kind: "compressed-image", name: "SCI", width: 3, height: 2, pixels }]);
const ascii = Buffer.concat([
  formatFits([{ kind: "primary" }]),
  formatHeader([
    valueCard("XTENSION", "TABLE"),
    valueCard("BITPIX", 8),
    valueCard("NAXIS", 2),
    valueCard("NAXIS1", 6),
    valueCard("NAXIS2", 1),
    valueCard("PCOUNT", 0),
    valueCard("GCOUNT", 1),
    valueCard("TFIELDS", 1),
    valueCard("TBCOL1", 1),
    valueCard("TFORM1", "F6.2"),
    valueCard("TTYPE1", "x"),
    valueCard("EXTNAME", "CAT"),
  ]),
  Buffer.from("  1.25".padEnd(2880)),
]);

/** Opens a file whose first extension has these cards, and reads all that extension holds. */
async function read(
  file: Uint8Array,
  cards: Record<string, string>,
): Promise<Float64Array | (Float64Array | undefined)[]> {
  const opened = await openFits(bytesSource(withRawCards(file, 2880, cards)));
  const hdu = opened.hdus[1];
  if (hdu.kind !== "table") {
    const layout = await imageLayout(opened, hdu);
    return readRows(opened, layout, 0, layout.height);
  }
  const columns = await readTable(opened, hdu);
  return ["count", "flux", "x"].map((name) => columns.numbers(name));
}

function eachOf(keywords: string, texts: string[]): [string, string][] {
  return keywords.split(" ").flatMap((keyword) => texts.map((text): [string, string] => [keyword, text]));
}

/** The sentence names the HDU, the keyword and what stands there. */
async function expectRefused(file: Uint8Array, keyword: string, text: string): Promise<void> {
  const words = await read(file, { [keyword]: text }).then(
    () => "nothing was refused",
    (thrown) => `${thrown.code} ${thrown.message}`,
  );
  expect(words).toContain(`fits.bad_keyword HDU 1`);
  expect(words).toContain(`: ${keyword} must be`);
  expect(words).toContain(`but reads ${text}`);
}

describe("a keyword that data cannot be read without is refused with HDU, keyword and text", () => {
  it.each(eachOf("BITPIX NAXIS NAXIS1 NAXIS2 PCOUNT GCOUNT BSCALE BZERO", noNumbers))(
    "image: %s = %s",
    (keyword, text) => expectRefused(image, keyword, text),
  );

  it.each(eachOf("BLANK", [...noNumbers, "2.5", "1E400"]))("integer image: %s = %s", (keyword, text) =>
    expectRefused(image, keyword, text),
  );

  it.each(eachOf("NAXIS1 NAXIS2 TFIELDS THEAP TSCAL1 TZERO1 TNULL1 TSCAL2 TZERO2", noNumbers))(
    "binary table: %s = %s",
    (keyword, text) => expectRefused(table, keyword, text),
  );

  it.each(eachOf("TFORM1 TDIM1 XTENSION", noTexts))("binary table: %s = %s", (keyword, text) =>
    expectRefused(table, keyword, text),
  );

  it.each(["'(2,x)'", "'2,1'", "'(1,5'"])("binary table: TDIM1 = %s", (text) => expectRefused(table, "TDIM1", text));

  it.each([...eachOf("TBCOL1 TSCAL1 TZERO1", noNumbers), ...eachOf("TFORM1 TNULL1", noTexts)])(
    "ASCII table: %s = %s",
    (keyword, text) => expectRefused(ascii, keyword, text),
  );

  it.each([
    ...eachOf("ZBITPIX ZNAXIS ZNAXIS1 ZTILE1 ZVAL1 ZDITHER0 ZBLANK ZSCALE ZZERO BSCALE BZERO", noNumbers),
    ...eachOf("ZCMPTYPE ZQUANTIZ ZNAME1", noTexts),
    ...eachOf("ZIMAGE", ["1", "'T'", "yes"]),
  ])("tiles: %s = %s", (keyword, text) => expectRefused(tiles, keyword, text));

  it.each(eachOf("BLANK ZBLANK BZERO", noNumbers))("tiles of integers: %s = %s", (keyword, text) =>
    expectRefused(integerTiles, keyword, text),
  );

  it.each(eachOf("DATASUM", [...noNumbers, "'0x10'"]))("checksums: %s = %s", async (keyword, text) => {
    const file = await openFits(bytesSource(withRawCards(image, 2880, { [keyword]: text })));
    await expect(verifyFits(file)).rejects.toMatchObject({
      code: "fits.bad_keyword",
      message: `HDU 1 (SCI): ${keyword} must be a whole number, but reads ${text}.`,
    });
  });

  it("names a parameter of the tiles without its value", async () => {
    await expect(read(tiles, { ZVAL1: "" })).rejects.toThrow(
      "ZNAME1 names BLOCKSIZE, but ZVAL1 is missing or has no value",
    );
  });

  it.each(["0", "-1"])("GCOUNT = %s makes no data", (text) => expectRefused(image, "GCOUNT", text));
});

describe("what reads as a number is one", () => {
  it.each([
    ["2.5D+00", "1.0d1"],
    ["'2.5'", "'10'"],
    ["+2.5", "10."],
    ["2.5\t/ tab", "10\0\0"],
  ])("BSCALE = %j, BZERO = %j", async (bscale, bzero) => {
    const values = [12.5, 15, 17.5, 20, 22.5, 25];
    expect(await read(image, { BSCALE: bscale, BZERO: bzero })).toEqual(Float64Array.from(values));
    expect(await read(table, { TSCAL1: bscale, TZERO1: bzero })).toEqual([
      Float64Array.of(27.5, 30),
      Float64Array.of(1, 2),
      undefined,
    ]);
    expect(await read(ascii, { TSCAL1: bscale, TZERO1: bzero })).toEqual([
      undefined,
      undefined,
      Float64Array.of(13.125),
    ]);
  });

  it.each(["3", "3.0", "+3"])("BLANK = %s marks a pixel, TNULL = %s a cell", async (text) => {
    expect(await read(image, { BLANK: text })).toEqual(Float64Array.of(1, 2, Number.NaN, 4, 5, 6));
    expect(await read(table, { TNULL1: text.replace("3", "8") })).toMatchObject([
      Float64Array.of(7, Number.NaN),
      {},
      undefined,
    ]);
  });

  it("BLANK in quotes marks none, as for other readers; BSCALE and BZERO without values change nothing", async () => {
    expect(await read(image, { BLANK: "'3'", BSCALE: "/ none", BZERO: "'  '" })).toEqual(Float64Array.from(pixels));
  });

  it("BLANK of a 64-bit image may be any integer", async () => {
    const longs = formatFits([
      { kind: "primary" },
      { kind: "image", name: "SCI", width: 2, height: 1, pixels: BigInt64Array.of(-(2n ** 63n), 5n) },
    ]);
    expect(await read(longs, { BLANK: "-9223372036854775808" })).toEqual(Float64Array.of(Number.NaN, 5));
  });
});

describe("what is not needed does not matter", () => {
  it("BLANK of a float image, TNULL of a float column, TSCAL of words", async () => {
    const floats = formatFits([
      { kind: "primary" },
      { kind: "image", name: "SCI", width: 2, height: 1, pixels: Float32Array.of(1, 2) },
    ]);
    expect(await read(floats, { BLANK: "1,5" })).toEqual(Float64Array.of(1, 2));
    expect(await read(table, { TNULL2: "none", TSCAL3: "1,5", TZERO3: "many" })).toMatchObject([
      Float64Array.of(7, 8),
      Float64Array.of(1, 2),
      undefined,
    ]);
  });

  it("the unit and the name of a column, EXTVER", async () => {
    expect(await read(table, { TUNIT1: "adu", TTYPE1: "count", EXTVER: "1,5" })).toEqual([
      undefined,
      Float64Array.of(1, 2),
      undefined,
    ]);
  });
});
