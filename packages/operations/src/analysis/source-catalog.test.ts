import { bytesSource, formatFits, Header, openFits, readTable, realCard, type Table, valueCard } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { catalogSources } from "./source-catalog.ts";

async function table(columns: Record<string, number[]>): Promise<Table> {
  const list = Object.entries(columns).map(([name, values]) => ({ name, data: Float64Array.from(values) }));
  const bytes = await formatFits([{ kind: "primary" }, { kind: "table", name: "CAT", columns: list }]);
  const file = await openFits(bytesSource(bytes));
  return readTable(file, file.hdus[1]);
}

const wcs = new Header([
  valueCard("CTYPE1", "RA---TAN"),
  valueCard("CTYPE2", "DEC--TAN"),
  realCard("CRVAL1", 260.93335),
  realCard("CRVAL2", 12.5),
  realCard("CRPIX1", 3),
  realCard("CRPIX2", 5),
  realCard("CD1_1", -1e-4),
  realCard("CD2_2", 1e-4),
]);
const sizes = { picture: { width: 200, height: 90 }, image: { width: 400, height: 270 } };

describe("catalogue sources on a picture of another shape", () => {
  it("lie where the picture shows them (D34)", async () => {
    const [source] = catalogSources(
      await table({ xwin: [101], ywin: [61], x: [100.5], y: [60.5], flux: [5.9], mag: [14], magerr: [0.1] }),
      new Header(),
      sizes,
      false,
    );
    expect(source).toEqual({
      x_win: 100.5 / 2,
      y_win: 60.5 / 3,
      x: 50,
      y: 20,
      flux: 5,
      mag: 14,
      magerr: 0.1,
      flux_fallback: false,
    });
  });

  it("are exchanged and unshifted in parity mode", async () => {
    const [source] = catalogSources(await table({ x: [100], y: [60] }), new Header(), sizes, true);
    expect(source).toMatchObject({ x: (100 * 90) / 400, y: (60 * 200) / 270 });
  });

  it("take x and y where there are no windowed positions, and instrumental magnitudes", async () => {
    const sources = catalogSources(
      await table({ x: [10, 11], y: [20, 21], flux: [1000, -3], fluxerr: [10, 10] }),
      new Header(),
      sizes,
      false,
    );
    expect(sources[0]).toMatchObject({ x_win: 4.75, y_win: 6.5, mag: -7.5, flux_fallback: true });
    expect(sources[0].magerr).toBeCloseTo(0.0108573620476, 12);
    expect(sources[1]).toMatchObject({ flux: -3, mag: null, magerr: null });
  });

  it("have their sky position as text, from the catalogue or the header", async () => {
    const stated = await table({ x: [3], y: [5], ra: [1.5], dec: [-2.25] });
    expect(catalogSources(stated, wcs, sizes, false)[0]).toMatchObject({ ra: "1.500000", dec: "-2.250000" });
    const derived = await table({ x: [3], y: [5] });
    expect(catalogSources(derived, wcs, sizes, false)[0]).toMatchObject({ ra: "260.933350", dec: "12.500000" });
    expect(catalogSources(derived, new Header(), sizes, false)[0]).not.toHaveProperty("ra");
  });

  it("are null where a value is missing, and at most a thousand", async () => {
    const many = await table({
      x: Array(1200).fill(Number.NaN),
      y: Array(1200).fill(1),
      flux: Array(1200).fill(Infinity),
    });
    const sources = catalogSources(many, wcs, sizes, false);
    expect(sources).toHaveLength(1000);
    expect(sources[0]).toMatchObject({ x: null, x_win: null, flux: null, mag: null });
    expect(sources[0]).not.toHaveProperty("ra");
  });

  it("need x and y", async () => {
    const without = await table({ flux: [1] });
    expect(() => catalogSources(without, wcs, sizes, false)).toThrow("the catalog has no column x.");
  });
});
