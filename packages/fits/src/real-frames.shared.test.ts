import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fileSource } from "./byte-source.ts";
import { type FitsFile, openFits } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRows } from "./read-rows.ts";
import { readTable } from "./read-table.ts";
import { wcsFromHeader } from "./wcs/wcs.ts";

const data = new URL("../../../../shared/data/", import.meta.url);

async function withFile<T>(path: string, use: (file: FitsFile) => Promise<T>): Promise<T> {
  const source = await fileSource(fileURLToPath(new URL(path, data)));
  try {
    return await use(await openFits(source));
  } finally {
    await source.close();
  }
}

describe("files of the observatory", () => {
  it("reads a raw frame of four unsigned 16-bit extensions", () =>
    withFile("real/lco/raw-multi-extension.fits", async (file) => {
      const amplifiers = file.hdus.filter((hdu) => hdu.name === "SCI");
      expect(amplifiers).toHaveLength(4);
      expect(file.find("sci")).toBe(amplifiers[0]);
      for (const hdu of amplifiers) {
        const layout = await imageLayout(file, hdu);
        expect(layout).toMatchObject({ bitpix: 16, bzero: 32768, storage: { kind: "plain" } });
        const pixels = await readRows(file, layout, 0, layout.height);
        expect(pixels.every((value) => value >= 0 && value <= 65535)).toBe(true);
      }
    }));

  it("reads a real catalogue, every column of it", () =>
    withFile("real/lco/matched-catalogue.fits", async (file) => {
      const table = file.hdus.find((hdu) => hdu.kind === "table");
      const { rows, columns } = await readTable(file, table!);
      expect(rows).toBeGreaterThan(0);
      for (const column of columns.values()) expect(column.data.length).toBe(rows * (column.width ?? 1));
    }));

  it("reads the reduced frame's image, catalogue, mask and coordinates", () =>
    withFile("frames/ora1m001-sp01-ts-0001-e91.fits.fz", async (file) => {
      expect(file.hdus.map((hdu) => [hdu.name, hdu.kind])).toEqual([
        ["PRIMARY", "image"],
        ["SCI", "compressed-image"],
        ["CAT", "table"],
        ["BPM", "compressed-image"],
        ["ERR", "compressed-image"],
      ]);
      const sci = file.find("SCI")!;
      const layout = await imageLayout(file, sci);
      const pixels = await readRows(file, layout, 0, layout.height);
      const bytes = Buffer.from(Float32Array.from(pixels).buffer);
      // Computed with astropy 5.2.1.
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(
        "6c7f3df5e9fe777af6fdd13f3171bb39041237aef083b5605ab7e0f49ff7d68f",
      );
      const catalogue = await readTable(file, file.find("CAT")!, ["x", "y", "ra", "dec"]);
      const [x, y, ra, dec] = ["x", "y", "ra", "dec"].map((name) => catalogue.numbers(name)!);
      const wcs = wcsFromHeader(sci.header)!;
      for (let i = 0; i < catalogue.rows; i++) {
        const sky = wcs.toSky(x[i] - 1, y[i] - 1);
        expect(sky[0]).toBeCloseTo(ra[i], 6);
        expect(sky[1]).toBeCloseTo(dec[i], 6);
      }
    }));
});
