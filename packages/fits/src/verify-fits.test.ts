import { describe, expect, it } from "vitest";
import { bytesSource } from "./byte-source.ts";
import { openFits } from "./open-fits.ts";
import { imageBands, verifyFits } from "./verify-fits.ts";
import { formatFits } from "./write/write-fits.ts";

const pixels = Int32Array.from({ length: 700 * 900 }, (_, i) => (i * i) % 1000);
const bytes = formatFits([
  { kind: "compressed-image", name: "SCI", width: 700, height: 900, pixels },
  { kind: "table", name: "CAT", columns: [{ name: "x", data: Float64Array.of(1, 2) }] },
]);
const open = (content: Uint8Array) => openFits(bytesSource(content));

describe("verifyFits", () => {
  it("is content with a sound file", async () => {
    await expect(verifyFits(await open(bytes))).resolves.toEqual([]);
  });

  it("reads every tile: the last one damaged is found and named", async () => {
    const file = await open(bytes);
    const broken = Uint8Array.from(bytes);
    const { dataOffset, dataLength } = file.hdus[1];
    broken.fill(0xff, dataOffset + dataLength - 400, dataOffset + dataLength);
    broken.fill(0, dataOffset + dataLength - 200, dataOffset + dataLength);
    await expect(verifyFits(await open(broken))).rejects.toMatchObject({
      code: "fits.tile_corrupt",
      message: expect.stringContaining("HDU 1 (SCI), tile 899"),
    });
  });
});

it("imageBands gives all pixels in order, some rows at a time", async () => {
  const file = await open(bytes);
  const bands: Float64Array[] = [];
  for await (const band of imageBands(file, file.hdus[1])) bands.push(band);
  expect(bands.length).toBeGreaterThan(1);
  const joined = Buffer.concat(bands.map((band) => Buffer.from(Int32Array.from(band).buffer)));
  expect(joined.equals(Buffer.from(pixels.buffer))).toBe(true);
});
