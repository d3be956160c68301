import { exposureOf, Header, Table, type TableColumn, valueCard } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import type { FrameFile } from "../frame-file.ts";
import { colourStars } from "./colour-stars.ts";
import { mayShow } from "./footprint.ts";
import { imageEpoch } from "./image-epoch.ts";
import { imageStars } from "./image-stars.ts";

const scale = 0.4 / 3600;
const sky = {
  CTYPE1: "RA---TAN",
  CTYPE2: "DEC--TAN",
  CRPIX1: 50.5,
  CRPIX2: 40.5,
  CRVAL1: 150,
  CRVAL2: 20,
  CD1_1: -scale,
  CD2_2: scale,
};

function frame(columns: Record<string, number[]> | null, cards: Record<string, string | number> = sky): FrameFile {
  const header = new Header(Object.entries(cards).map(([key, value]) => valueCard(key, value)));
  const data = Object.entries(columns ?? {}).map(
    ([name, values]): TableColumn => ({
      ...{ name, unit: "", format: "D", width: 1, dimensions: [], nulls: null },
      data: Float64Array.from(values),
    }),
  );
  const table = new Table(data[0]?.data.length ?? 0, header, data);
  const layout = { width: 100, height: 80 };
  return {
    ...{ basename: "image", source: "archive", fileName: "archive_image.fits.fz", primary: new Header([]) },
    exposure: exposureOf(header),
    sci: { header, effective: header, input: { path: "", layout } },
    table: async () => (columns ? table : undefined),
  } as unknown as FrameFile;
}

const star = { ra: [150], dec: [20], mag: [15], magerr: [0.01] };

describe("the stars of an image", () => {
  it("are those with finite values, without flags and below saturation", async () => {
    const columns = {
      ra: [1, 2, 3, 4, 5, Number.NaN, 7],
      dec: [1, 2, 3, 4, 5, 6, 7],
      mag: [15, 15, 15, 15, Number.NaN, 15, 15],
      magerr: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, Number.POSITIVE_INFINITY],
      flag: [0, 1, 0, 0, 0, 0, 0],
      peak: [100, 100, 1000, 999, 1, 1, 1],
    };
    expect([...(await imageStars(frame(columns, { ...sky, SATURATE: 1000 }))).ra]).toEqual([1, 4]);
    expect([...(await imageStars(frame(columns, { ...sky, SATURATE: 0 }))).ra]).toEqual([1, 3, 4]);
  });

  it("lie where their pixels are on the sky when the catalogue has no sky positions", async () => {
    const { ra, dec } = await imageStars(frame({ x: [50.5], y: [41.5], mag: [15], magerr: [0.01] }));
    expect([ra[0], dec[0]]).toEqual([expect.closeTo(150, 9), expect.closeTo(20 + scale, 9)]);
  });

  it.each([
    ["no catalogue", frame(null), "image has no CAT extension."],
    ["no magnitudes", frame({ ra: [1], dec: [1], mag: [1] }), "has no calibrated magnitudes"],
    ["no positions", frame({ mag: [1], magerr: [1], x: [1], y: [1] }, {}), "has no positions on the sky"],
    ["no usable star", frame({ ...star, mag: [Number.NaN] }), "has no usable stars"],
  ])("are not there with %s, which the error says", async (_, image, message) => {
    await expect(imageStars(image)).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringContaining(message),
    });
  });
});

describe("what an image's header says of its stars", () => {
  it("is where they saturate, unless it is unreadable, and their place in the ICRS", async () => {
    const two = { ra: [150, 150], dec: [20, 20.01], mag: [15, 16], magerr: [0.01, 0.01], peak: [70000, 100] };
    expect((await imageStars(frame(two, { ...sky, SATURATE: 65000 }))).mag).toEqual(Float64Array.of(16));
    expect((await imageStars(frame(two, { ...sky, SATURATE: "65000,0", MAXLIN: 60000 }))).mag).toHaveLength(1);
    expect((await imageStars(frame(two, { ...sky, SATURATE: 0 }))).mag).toHaveLength(2);
    const placed = { x: [50.5], y: [40.5], mag: [15], magerr: [0.01] };
    const stars = await imageStars(
      frame(placed, { ...sky, CRVAL1: 150.30718159963, CRVAL2: -20.125691874614, EQUINOX: 2026.03 }),
    );
    expect(stars.ra[0]).toBeCloseTo(150, 7);
    expect(stars.dec[0]).toBeCloseTo(-20, 7);
  });

  it("leaves out stars of magnitude 99", async () => {
    const stars = await imageStars(
      frame({ ...star, ra: [150, 150], dec: [20, 20], mag: [99, 15], magerr: [0.01, 0.01] }),
    );
    expect(stars.mag).toEqual(Float64Array.of(15));
  });
});

describe("an image", () => {
  it("shows what lies within its edges, and may show anything when it does not tell", () => {
    const image = frame(star);
    expect(mayShow(image, { ra: 150, dec: 20 })).toBe(true);
    expect(mayShow(image, { ra: 150, dec: 20 + 41 * scale })).toBe(false);
    expect(mayShow(image, { ra: 330, dec: -20 })).toBe(false);
    expect(mayShow(frame(star, {}), { ra: 330, dec: -20 })).toBe(true);
  });

  it("needs a date", () => {
    expect(imageEpoch(frame(star, { "DATE-OBS": "2024-06-15T03:04:05.678" }))).toBeCloseTo(2024.4534643216848, 12);
    expect(imageEpoch(frame(star, { "DATE-OBS": "2024-06-15" }))).toBeCloseTo(2024.454483230664, 11);
    expect(() => imageEpoch(frame(star))).toThrow("image does not say when it was taken (DATE-OBS).");
  });
});

describe("stars of both images", () => {
  const stars = async (columns: Record<string, number[]>) => imageStars(frame(columns));
  const centre = { ra: 150, dec: 20 };

  it("are inside the radius, brightest first, equal ones in the order of the blue catalogue", async () => {
    const dec = [20, 20.01, 20.02, 20.5];
    const blue = await stars({ ra: [150, 150, 150, 150], dec, mag: [17, 16, 18, 15], magerr: [1, 1, 1, 1] });
    const red = await stars({ ra: [150, 150, 150, 150], dec, mag: [15, 15, 14, 13], magerr: [2, 2, 2, 2] });
    const found = colourStars(blue, red, centre, 0.1);
    expect(found.matched).toBe(3);
    expect(found.stars.map((each) => [each.blue.mag, each.red.mag])).toEqual([
      [18, 14],
      [17, 15],
      [16, 15],
    ]);
  });

  it("have to be there", async () => {
    const [here, there] = [await stars(star), await stars({ ...star, dec: [21] })];
    expect(() => colourStars(here, there, centre, 0.1)).toThrow("No star was found in both images.");
    expect(() => colourStars(there, there, centre, 0.1)).toThrow(
      "No star of both images lies within the search radius.",
    );
  });
});
