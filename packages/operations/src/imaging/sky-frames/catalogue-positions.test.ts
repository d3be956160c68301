import { Header, Table, valueCard } from "@datalab/fits";
import { expect, it } from "vitest";
import { cataloguePositions } from "./catalogue-positions.ts";

/** astropy 5.2.1: SkyCoord(150, -20, frame=FK5(equinox="J2026.03")).icrs. */
const mount = { ra: 150, dec: -20 };
const inIcrs = { ra: 149.6928835609577, dec: -19.874696500110296 };

function header(cards: Record<string, string | number>): Header {
  const sky = { CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: 150, CRVAL2: -20, CRPIX1: 50, CRPIX2: 50 };
  const scale = { CD1_1: -1e-4, CD1_2: 0, CD2_1: 0, CD2_2: 1e-4 };
  return new Header(Object.entries({ ...sky, ...scale, ...cards }).map(([key, value]) => valueCard(key, value)));
}

function table(columns: Record<string, number>): Table {
  const list = Object.entries(columns).map(([name, value]) => ({
    ...{ name, unit: "", format: "D", width: 1, dimensions: [], nulls: null },
    data: Float64Array.of(value),
  }));
  return new Table(1, new Header([]), list);
}

const ofDate = header({ RADESYS: "FK5", EQUINOX: 2026.03 });
const place = (found: ReturnType<typeof cataloguePositions>) => found && { ra: found.ra[0], dec: found.dec[0] };
const near = ({ ra, dec }: typeof mount) => ({ ra: expect.closeTo(ra, 7), dec: expect.closeTo(dec, 7) });

it("counts in the frame of the image's header, and is converted to the ICRS", () => {
  expect(place(cataloguePositions(table({ ...mount, x: 50, y: 50 }), ofDate))).toEqual(near(inIcrs));
  expect(place(cataloguePositions(table(mount), ofDate))).toEqual(near(inIcrs));
});

it("stands as it is where its pixel positions show that it is ICRS already", () => {
  expect(place(cataloguePositions(table({ ...inIcrs, x: 50, y: 50 }), ofDate))).toEqual(inIcrs);
});

it("stands as it is under an ICRS header, without a header, and where the header's frame is not known", () => {
  for (const own of [header({ RADESYS: "ICRS" }), undefined, header({ RADESYS: "GAPPT" })]) {
    expect(place(cataloguePositions(table({ ...mount, x: 1, y: 1 }), own))).toEqual(mount);
  }
});

it("keeps NaN, and is none without both columns", () => {
  expect(place(cataloguePositions(table({ ra: Number.NaN, dec: -20 }), ofDate))).toMatchObject({ ra: Number.NaN });
  expect(cataloguePositions(table({ ra: 1 }), ofDate)).toBeUndefined();
});
