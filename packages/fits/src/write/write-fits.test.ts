import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { commentaryCards, valueCard } from "../card.ts";
import { openFits } from "../open-fits.ts";
import { imageLayout } from "../read-image-layout.ts";
import { readRows } from "../read-rows.ts";
import type { NumberArray } from "../table.ts";
import type { NewCompressedImage, NewHdu } from "./new-hdu.ts";
import { formatFits } from "./write-fits.ts";

const open = (hdus: NewHdu[]) => openFits(bytesSource(formatFits(hdus)));

async function pixelsOf(hdus: NewHdu[], index: number): Promise<Float64Array> {
  const file = await open(hdus);
  const layout = await imageLayout(file, file.hdus[index]);
  return readRows(file, layout, 0, layout.height);
}

const arrays: NumberArray[] = [
  Uint8Array.of(0, 255, 7, 8),
  Int8Array.of(-128, 127, 0, 1),
  Int16Array.of(-32768, 32767, 0, 1),
  Uint16Array.of(0, 65535, 7, 8),
  Int32Array.of(-(2 ** 31), 2 ** 31 - 1, 0, 1),
  Uint32Array.of(0, 2 ** 32 - 1, 7, 8),
  BigInt64Array.of(-5n, 5n, 0n, 2n ** 53n),
  BigUint64Array.of(0n, 2n ** 63n, 7n, 8n),
  Float32Array.of(0.5, Number.NaN, Number.POSITIVE_INFINITY, -3),
  Float64Array.of(0.1, Number.NaN, 1e300, -3),
];

describe("formatFits", () => {
  it.each(arrays.map((pixels) => [pixels.constructor.name, pixels] as const))(
    "gives back an image of %s",
    async (_, pixels) => {
      const hdu: NewHdu = { kind: "image", name: "SCI", width: 2, height: 2, pixels };
      const expected = Float64Array.from(pixels as ArrayLike<number | bigint>, Number);
      expect(await pixelsOf([hdu], 0)).toEqual(expected);
      expect(await pixelsOf([{ kind: "primary" }, hdu], 1)).toEqual(expected);
    },
  );

  it.each([
    ["Uint8Array", Uint8Array.of(0, 255, 7, 8)],
    ["Int16Array", Int16Array.of(-32768, 32767, 0, 1)],
    ["Uint16Array", Uint16Array.of(0, 65535, 7, 8)],
    ["Int32Array", Int32Array.of(-(2 ** 31), 2 ** 31 - 1, 0, 1)],
    ["Uint32Array", Uint32Array.of(0, 2 ** 32 - 1, 7, 8)],
  ] as const)("gives back a compressed image of %s", async (_, pixels) => {
    const hdu: NewHdu = { kind: "compressed-image", name: "BPM", width: 2, height: 2, pixels };
    expect(await pixelsOf([hdu], 1)).toEqual(Float64Array.from(pixels));
  });

  const noisy = Float32Array.from({ length: 400 }, (_, i) => 50 + 9 * Math.sin(i * i));
  const sci: NewCompressedImage = { kind: "compressed-image", name: "SCI", width: 100, height: 4, pixels: noisy };

  it.each([
    ["NO_DITHER", sci],
    ["SUBTRACTIVE_DITHER_1", { ...sci, dither: { method: "SUBTRACTIVE_DITHER_1", zdither0: 9999 } }],
    ["SUBTRACTIVE_DITHER_2", { ...sci, dither: { method: "SUBTRACTIVE_DITHER_2", zdither0: 3 } }],
  ] as const)("quantises floats with %s", async (method, hdu) => {
    const file = await open([hdu]);
    const layout = await imageLayout(file, file.hdus[1]);
    expect(layout.storage).toMatchObject({ quantize: method });
    const pixels = await readRows(file, layout, 0, 4);
    expect(Math.max(...pixels.map((value, i) => Math.abs(value - noisy[i])))).toBeLessThan(0.5);
  });

  it("takes a finer step for a higher level", async () => {
    const worst = async (quantizeLevel: number) => {
      const pixels = await pixelsOf([{ ...sci, quantizeLevel }], 1);
      return Math.max(...pixels.map((value, i) => Math.abs(value - noisy[i])));
    };
    expect(await worst(64)).toBeLessThan((await worst(4)) / 8);
  });

  it("keeps the caller's cards and drops those that are its own", async () => {
    const cards = [
      valueCard("OBJECT", "M 42"),
      valueCard("NAXIS1", 9),
      valueCard("BZERO", 5),
      ...commentaryCards("COMMENT", "said"),
    ];
    const file = await open([
      { kind: "primary", cards: [valueCard("ORIGIN", "sim")] },
      { ...sci, cards },
    ]);
    expect(file.hdus[0].header.string("ORIGIN")).toBe("sim");
    expect(file.hdus[1].header.string("OBJECT")).toBe("M 42");
    expect(file.hdus[1].header.comments()).toEqual(["said"]);
    expect(file.hdus[1].rawHeader.integer("NAXIS1")).toBe(32);
    expect(file.hdus[1].header.has("BZERO")).toBe(false);
  });

  it("puts an empty primary HDU first and pads every unit", async () => {
    const bytes = formatFits([{ kind: "table", name: "CAT", columns: [{ name: "x", data: Float64Array.of(1) }] }]);
    expect(bytes).toHaveLength(3 * 2880);
    const file = await openFits(bytesSource(bytes));
    expect(file.hdus.map(({ name, kind }) => [name, kind])).toEqual([
      ["PRIMARY", "image"],
      ["CAT", "table"],
    ]);
  });

  it.each<[string, NewHdu]>([
    ["pixels that do not fill the image", { kind: "image", width: 2, height: 2, pixels: Uint8Array.of(1) }],
    ["an image without pixels", { kind: "image", width: 0, height: 0, pixels: new Uint8Array() }],
    [
      "columns of different length",
      {
        kind: "table",
        name: "T",
        columns: [
          { name: "a", data: ["x"] },
          { name: "b", data: Uint8Array.of(1, 2) },
        ],
      },
    ],
  ])("refuses %s", (_, hdu) => {
    expect(() => formatFits([hdu])).toThrow(expect.objectContaining({ code: "fits.not_writable" }));
  });
});
