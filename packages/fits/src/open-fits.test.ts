import { describe, expect, it } from "vitest";
import { bytesSource } from "./byte-source.ts";
import { type Card, realCard, valueCard } from "./card.ts";
import { countingSource } from "./counting-source.fixture.ts";
import type { FitsLimits } from "./fits-limits.ts";
import { formatHeader } from "./header.ts";
import { openFits } from "./open-fits.ts";
import type { NewImage } from "./write/new-hdu.ts";
import { formatFits } from "./write/write-fits.ts";

const open = (bytes: Uint8Array, limits?: Partial<FitsLimits>) => openFits(bytesSource(bytes), limits);
const image = (name: string, cards: Card[] = []): NewImage => {
  return { kind: "image", name, cards, width: 3, height: 2, pixels: Int16Array.of(1, 2, 3, 4, 5, 6) };
};
const primary = (...cards: Card[]) => formatHeader([valueCard("SIMPLE", true), ...cards]);

describe("openFits", () => {
  it("lists HDUs with kind, shape and place, and finds them whatever the case", async () => {
    const file = await open(formatFits([image("SCI"), image("sci", [valueCard("EXTVER", 2)]), image("BPM")]));
    expect(
      file.hdus.map(({ index, name, kind, shape, dataOffset }) => ({ index, name, kind, shape, dataOffset })),
    ).toEqual([
      { index: 0, name: "SCI", kind: "image", shape: [3, 2], dataOffset: 2880 },
      { index: 1, name: "sci", kind: "image", shape: [3, 2], dataOffset: 8640 },
      { index: 2, name: "BPM", kind: "image", shape: [3, 2], dataOffset: 14400 },
    ]);
    expect(file.find("Sci")?.index).toBe(0);
    expect(file.find("SCI", 2)?.index).toBe(1);
    expect(file.find("SCI", 3)).toBeUndefined();
    expect(file.find("CAT")).toBeUndefined();
  });

  it("reads headers and none of the data", async () => {
    const pixels = new Uint8Array(2 ** 20);
    const source = countingSource(
      bytesSource(formatFits([{ kind: "image", name: "A", width: 2 ** 10, height: 2 ** 10, pixels }, image("B")])),
    );
    const file = await openFits(source);
    expect(file.hdus.map((hdu) => hdu.name)).toEqual(["A", "B"]);
    const total = source.reads.reduce((sum, { length }) => sum + length, 0);
    expect(source.reads.length).toBe(2);
    expect(total).toBeLessThan(30_000);
  });

  it("shows the image inside a compressed extension", async () => {
    const pixels = Float32Array.from({ length: 40 }, (_, i) => i * i);
    const cards = [realCard("EXPTIME", 30), valueCard("ZENITH", 12)];
    const file = await open(
      formatFits([{ kind: "compressed-image", name: "SCI", cards, width: 20, height: 2, pixels }]),
    );
    const hdu = file.hdus[1];
    expect(hdu).toMatchObject({ kind: "compressed-image", name: "SCI", shape: [20, 2] });
    expect(hdu.header.cards.map((card) => card.keyword)).toEqual([
      "XTENSION",
      "BITPIX",
      "NAXIS",
      "NAXIS1",
      "NAXIS2",
      "PCOUNT",
      "GCOUNT",
      "EXPTIME",
      "ZENITH",
      "EXTNAME",
    ]);
    expect(hdu.header.string("XTENSION")).toBe("IMAGE");
    expect(hdu.header.integer("BITPIX")).toBe(-32);
    expect(hdu.rawHeader.string("XTENSION")).toBe("BINTABLE");
  });

  it("does not need the padding of the last block", async () => {
    const bytes = formatFits([image("SCI")]);
    expect((await open(bytes.subarray(0, 2880 + 12))).hdus).toHaveLength(1);
    await expect(open(bytes.subarray(0, 2880 + 11))).rejects.toMatchObject({ code: "fits.truncated" });
  });

  it("reads headers only", async () => {
    const bytes = formatFits([image("SCI"), image("BPM")]);
    const source = bytesSource(bytes);
    const ranges: [number, number][] = [];
    const read = (offset: number, length: number) => {
      ranges.push([offset, length]);
      return source.read(offset, length);
    };
    await openFits({ ...source, read });
    expect(Math.max(...ranges.map(([, length]) => length))).toBeLessThanOrEqual(11_520);
  });

  it.each([
    ["fits.not_fits", Buffer.alloc(0), {}],
    ["fits.not_fits", Buffer.from("<html>Not found</html>"), {}],
    ["fits.gzip_wrapped", Buffer.from([0x1f, 0x8b, 8, 0]), {}],
    ["fits.truncated", Buffer.from("SIMPLE  =                    T"), {}],
    ["fits.not_fits", formatHeader([valueCard("SIMPLE", false), valueCard("BITPIX", 8), valueCard("NAXIS", 0)]), {}],
    ["fits.bad_keyword", primary(valueCard("BITPIX", 12), valueCard("NAXIS", 0)), {}],
    ["fits.bad_keyword", primary(valueCard("BITPIX", 8), valueCard("NAXIS", 1000)), {}],
    ["fits.bad_keyword", primary(valueCard("BITPIX", 8), valueCard("NAXIS", 1), valueCard("NAXIS1", -5)), {}],
    ["fits.bad_keyword", primary(valueCard("BITPIX", 8), valueCard("NAXIS", 1)), {}],
    ["fits.bad_keyword", primary(valueCard("BITPIX", 8), valueCard("NAXIS", 1), valueCard("NAXIS1", 2n ** 60n)), {}],
    ["fits.truncated", primary(valueCard("BITPIX", 8), valueCard("NAXIS", 1), valueCard("NAXIS1", 1e6)), {}],
    ["fits.too_large", formatFits([image("SCI")]), { pixels: 5 }],
    ["fits.too_large", formatFits([image("SCI"), image("BPM")]), { hdus: 1 }],
    ["fits.too_large", primary(...Array.from({ length: 400 }, (_, i) => valueCard(`K${i}`, i))), { cards: 100 }],
  ])("answers %s", async (code, bytes, limits) => {
    await expect(open(bytes, limits)).rejects.toMatchObject({ code });
  });

  it("takes NUL bytes behind END and in the padding for blanks", async () => {
    const bytes = Buffer.from(formatFits([image("SCI"), image("BPM")]));
    for (let at = bytes.indexOf("END     "); at >= 0; at = bytes.indexOf("END     ", at)) {
      bytes.fill(0, at + 3, Math.ceil((at + 80) / 2880) * 2880);
    }
    const { hdus } = await open(bytes);
    expect(hdus.map(({ name, rawHeader }) => [name, rawHeader.cards.length > 4])).toEqual([
      ["SCI", true],
      ["BPM", true],
    ]);
  });

  it("names HDU and keyword", async () => {
    const bytes = Buffer.concat([
      formatFits([{ kind: "primary" }]),
      formatHeader([
        valueCard("XTENSION", "IMAGE"),
        valueCard("BITPIX", 16),
        valueCard("NAXIS", "two"),
        valueCard("EXTNAME", "SCI"),
      ]),
    ]);
    await expect(open(bytes)).rejects.toThrow("HDU 1 (SCI): NAXIS must be a whole number, but reads 'two");
  });

  it("skips an extension of an unknown kind and ignores what follows the last HDU", async () => {
    const extension = [
      valueCard("XTENSION", "DUMP"),
      valueCard("BITPIX", 8),
      valueCard("NAXIS", 1),
      valueCard("NAXIS1", 10),
    ];
    const bytes = Buffer.concat([
      formatFits([{ kind: "primary" }]),
      formatHeader(extension),
      Buffer.alloc(2880),
      formatFits([{ kind: "primary" }, image("SCI")]).subarray(2880),
      Buffer.from("garbage".repeat(1000)),
    ]);
    expect((await open(bytes)).hdus.map((hdu) => hdu.kind)).toEqual(["image", "other", "image"]);
  });
});
