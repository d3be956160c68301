import { describe, expect, it } from "vitest";
import { valueCard } from "../card.ts";
import { Header } from "../header.ts";
import { requireWcs, type Wcs, wcsFromHeader } from "./wcs.ts";

const s = 0.389 / 3600;
const cos12 = Math.cos((12 * Math.PI) / 180);
const sin12 = Math.sin((12 * Math.PI) / 180);

const base = { CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: 150.1, CRVAL2: -30.2, CRPIX1: 1500.5, CRPIX2: 1000.5 };
const cd = { CD1_1: -s * cos12, CD1_2: s * sin12, CD2_1: s * sin12, CD2_2: s * cos12 };
const sip = { A_ORDER: 2, A_2_0: 1e-7, A_1_1: 3e-8, B_ORDER: 2, B_0_2: -2e-7, B_1_1: 1e-8 };

function header(values: Record<string, string | number>): Header {
  return new Header(Object.entries(values).map(([keyword, value]) => valueCard(keyword, value)));
}

function wcs(values: Record<string, string | number>): Wcs {
  return wcsFromHeader(header(values)) as Wcs;
}

/** Positions from the same sky in other words must agree to a thousandth of a milliarcsecond. */
function expectSame(a: Wcs, b: Wcs): void {
  for (const [x, y] of [
    [0, 0],
    [1499.5, 999.5],
    [100.25, 1800.75],
  ]) {
    const [first, second] = [a.toSky(x, y), b.toSky(x, y)];
    expect(first[0]).toBeCloseTo(second[0], 10);
    expect(first[1]).toBeCloseTo(second[1], 10);
  }
}

// fits.md §6, computed with wcslib.
const vectors: [number, number, number, number][] = [
  [0, 0, 150.257619145836, -30.339234433627816],
  [1499.5, 999.5, 150.1, -30.2],
  [2999, 1999, 149.9428263826638, -30.060577590033933],
  [100.25, 1800.75, 150.29184096121466, -30.14660856195412],
];

describe("wcsFromHeader", () => {
  it.each(vectors)("pixel (%d, %d) of a rotated TAN is at %d, %d, and back", (x, y, ra, dec) => {
    const tan = wcs({ ...base, ...cd });
    expect(tan.toSky(x, y)[0]).toBeCloseTo(ra, 11);
    expect(tan.toSky(x, y)[1]).toBeCloseTo(dec, 11);
    expect(tan.toPixel(ra, dec)[0]).toBeCloseTo(x, 6);
    expect(tan.toPixel(ra, dec)[1]).toBeCloseTo(y, 6);
  });

  it("applies SIP and inverts it without AP and BP", () => {
    const distorted = wcs({ ...base, ...cd, ...sip, CTYPE1: "RA---TAN-SIP", CTYPE2: "DEC--TAN-SIP" });
    const [ra, dec] = distorted.toSky(100.25, 1800.75);
    expect(ra).toBeCloseTo(150.29181754, 8);
    expect(dec).toBeCloseTo(-30.14661971, 8);
    const [x, y] = distorted.toPixel(ra, dec);
    expect(x).toBeCloseTo(100.25, 6);
    expect(y).toBeCloseTo(1800.75, 6);
  });

  it("honours SIP where only A_ORDER announces it", () => {
    expectSame(
      wcs({ ...base, ...cd, ...sip }),
      wcs({ ...base, ...cd, ...sip, CTYPE1: "RA---TAN-SIP", CTYPE2: "DEC--TAN-SIP" }),
    );
  });

  it("reads PC with CDELT, and CROTA2, as the same rotation", () => {
    const pc = { CDELT1: -s, CDELT2: s, PC1_1: cos12, PC1_2: sin12, PC2_1: -sin12, PC2_2: cos12 };
    expectSame(wcs({ ...base, ...pc }), wcs({ ...base, CDELT1: -s, CDELT2: s, CROTA2: 12 }));
  });

  it("prefers CD over CDELT, PC and CROTA2", () => {
    expectSame(wcs({ ...base, ...cd, CDELT1: 1, CDELT2: 1, PC1_1: 5, CROTA2: 77 }), wcs({ ...base, ...cd }));
  });

  it("takes a missing CD element as zero and a missing PC as the unit matrix", () => {
    expectSame(wcs({ ...base, CD1_1: -s, CD2_2: s }), wcs({ ...base, CDELT1: -s, CDELT2: s }));
  });

  it("knows the axes by their type, not by their number", () => {
    const swapped = {
      CTYPE1: "DEC--TAN",
      CTYPE2: "RA---TAN",
      CRVAL1: -30.2,
      CRVAL2: 150.1,
      CRPIX1: 1000.5,
      CRPIX2: 1500.5,
      CD1_1: cd.CD2_2,
      CD1_2: cd.CD2_1,
      CD2_1: cd.CD1_2,
      CD2_2: cd.CD1_1,
    };
    const [a, b] = [wcs({ ...base, ...cd }), wcs(swapped)];
    expect(b.toSky(700, 40)[0]).toBeCloseTo(a.toSky(40, 700)[0], 11);
    expect(b.toSky(700, 40)[1]).toBeCloseTo(a.toSky(40, 700)[1], 11);
    expect(b.toPixel(...b.toSky(700, 40))[0]).toBeCloseTo(700, 6);
  });

  it("converts CUNIT to degrees", () => {
    const inArcsec = { ...base, CUNIT1: "arcsec", CUNIT2: "arcsec", CRVAL1: 150.1 * 3600, CRVAL2: -30.2 * 3600 };
    expectSame(wcs({ ...inArcsec, CDELT1: -0.389, CDELT2: 0.389 }), wcs({ ...base, CDELT1: -s, CDELT2: s }));
  });

  it("turns the plane for another LONPOLE, as a rotated CD does", () => {
    const turned = wcs({ ...base, CDELT1: -s, CDELT2: s, LONPOLE: 168 });
    const rotated = wcs({ ...base, CD1_1: -s * cos12, CD1_2: -s * sin12, CD2_1: -s * sin12, CD2_2: s * cos12 });
    expectSame(turned, rotated);
    const [x, y] = turned.toPixel(...turned.toSky(12, 1900));
    expect([x, y].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([12, 1900]);
  });

  it("keeps right ascension in [0, 360) across 0 h and at the pole", () => {
    const west = wcs({ ...base, ...cd, CRVAL1: 0.01 });
    expect(west.toSky(2999, 1000)[0]).toBeGreaterThan(359);
    const pole = wcs({ ...base, ...cd, CRVAL2: 90 });
    expect(pole.toSky(1499.5, 999.5)[1]).toBeCloseTo(90, 10);
    expect(pole.toPixel(...pole.toSky(3, 4)).map((value) => Math.round(value * 1e5) / 1e5)).toEqual([3, 4]);
  });

  it("applies TPV, and TAN with PV as SCAMP wrote it, and inverts them", () => {
    const xi = { PV1_0: 1e-5, PV1_1: 1.001, PV1_3: 2e-4, PV1_5: 1e-3, PV1_7: 2e-2, PV1_11: 0.03 };
    const eta = { PV2_1: 0.999, PV2_2: -1e-4, PV2_7: 3e-3, PV2_8: 1e-2, PV2_14: 0.4 };
    const tpv = wcs({ ...base, ...cd, ...xi, ...eta, CTYPE1: "RA---TPV", CTYPE2: "DEC--TPV" });
    const [ra, dec] = tpv.toSky(100.25, 1800.75);
    expect(ra).toBeCloseTo(150.2923840207548, 11);
    expect(dec).toBeCloseTo(-30.1466412380133, 11);
    expect(tpv.toPixel(ra, dec)[0]).toBeCloseTo(100.25, 6);
    expect(tpv.toPixel(ra, dec)[1]).toBeCloseTo(1800.75, 6);
    expect(wcs({ ...base, ...cd, ...xi, ...eta }).toSky(100.25, 1800.75)).toEqual([ra, dec]);
  });

  // Computed with wcslib 7.12 (astropy 5.2.1), as the TPV vector above.
  it.each([
    ["LONPOLE 130", { LONPOLE: 130 }, 150.1760559402917, -30.0386669573901],
    ["the default LONPOLE at the pole", { CRVAL2: 90 }, 77.8966688486993, 89.8257694685265],
  ])("agrees with wcslib for %s", (_, values, ra, dec) => {
    const [actualRa, actualDec] = wcs({ ...base, ...cd, ...values }).toSky(100.25, 1800.75);
    expect(actualRa).toBeCloseTo(ra, 10);
    expect(actualDec).toBeCloseTo(dec, 10);
  });

  it("is TAN where TPV has unit coefficients only", () => {
    const unit = wcs({ ...base, ...cd, CTYPE1: "RA---TPV", CTYPE2: "DEC--TPV", PV1_1: 1, PV2_1: 1 });
    expectSame(unit, wcs({ ...base, ...cd }));
  });

  it("gives the scale of both axes", () => {
    const [sx, sy] = wcs({ ...base, CD1_1: -s, CD2_2: 2 * s }).pixelScale;
    expect(sx).toBeCloseTo(s, 15);
    expect(sy).toBeCloseTo(2 * s, 15);
  });

  it("answers NaN for a point on the far side of the sky, and for NaN", () => {
    const tan = wcs({ ...base, ...cd });
    expect(tan.toPixel(330.1, 30.2)).toEqual([Number.NaN, Number.NaN]);
    expect(tan.toSky(Number.NaN, 1)).toEqual([Number.NaN, Number.NaN]);
  });

  it.each([
    ["no CTYPE", { ...base, ...cd, CTYPE1: "", CTYPE2: "" }],
    ["one celestial axis", { ...base, ...cd, CTYPE2: "VELO" }],
    ["the same axis twice", { ...base, ...cd, CTYPE2: "RA---TAN" }],
    ["a projection that is not read", { ...base, ...cd, CTYPE1: "RA---SIN", CTYPE2: "DEC--SIN" }],
    ["a singular matrix", { ...base, CD1_1: 0, CD2_2: 0 }],
    ["a unit that is no angle", { ...base, ...cd, CUNIT1: "km" }],
  ])("is undefined for %s", (_, values) => {
    expect(wcsFromHeader(header(values))).toBeUndefined();
  });
});

describe("Wcs", () => {
  const tan = wcs({ ...base, ...cd });

  it("maps many positions as it maps one", () => {
    const [x, y] = [vectors.map((vector) => vector[0]), vectors.map((vector) => vector[1])];
    const { ra, dec } = tan.toSkyAll(x, y);
    const back = tan.toPixelAll(ra, dec);
    for (const i of vectors.keys()) {
      expect([ra[i], dec[i]]).toEqual(tan.toSky(x[i], y[i]));
      expect([back.x0[i], back.y0[i]]).toEqual(tan.toPixel(ra[i], dec[i]));
    }
  });

  it("gives the outer corners as the footprint", () => {
    const corners = tan.footprint(3000, 2000);
    expect(corners).toEqual([
      tan.toSky(-0.5, -0.5),
      tan.toSky(2999.5, -0.5),
      tan.toSky(2999.5, 1999.5),
      tan.toSky(-0.5, 1999.5),
    ]);
  });

  it("gives the position angle of the second axis from north over east", () => {
    // fits.md §6: CD2_2 = s cos 12°, CD1_2 = s sin 12° points the axis 12° to the east of north.
    expect(tan.positionAngle).toBeCloseTo(12, 10);
    expect(wcs({ ...base, CDELT1: -s, CDELT2: s }).positionAngle).toBe(0);
    expect(wcs({ ...base, CDELT1: -s, CDELT2: -s }).positionAngle).toBeCloseTo(180, 10);
    const [ra0, dec0] = tan.toSky(1499.5, 999.5);
    const [ra1, dec1] = tan.toSky(1499.5, 1009.5);
    const east = (ra1 - ra0) * Math.cos((dec0 * Math.PI) / 180);
    expect((Math.atan2(east, dec1 - dec0) * 180) / Math.PI).toBeCloseTo(12, 3);
  });

  it("turns the position angle with LONPOLE", () => {
    const turned = wcs({ ...base, ...cd, LONPOLE: 150 });
    const [ra0, dec0] = turned.toSky(1499.5, 999.5);
    const [ra1, dec1] = turned.toSky(1499.5, 999.6);
    const east = (ra1 - ra0) * Math.cos((dec0 * Math.PI) / 180);
    const angle = (Math.atan2(east, dec1 - dec0) * 180) / Math.PI;
    expect(((turned.positionAngle - angle + 540) % 360) - 180).toBeCloseTo(0, 3);
  });

  it.each([
    [{}, "TAN"],
    [sip, "TAN-SIP"],
    [{ CTYPE1: "RA---TPV", CTYPE2: "DEC--TPV", PV1_1: 1, PV2_1: 1 }, "TPV"],
    [{ PV1_1: 1, PV1_7: 0.1, PV2_1: 1 }, "TPV"],
  ])("names the projection of %o", (values, projection) => {
    expect(wcs({ ...base, ...cd, ...values }).projection).toBe(projection);
  });

  it("attaches CROTA to the axis of declination, whichever that is", () => {
    const swapped = wcs({
      CTYPE1: "DEC--TAN",
      CTYPE2: "RA---TAN",
      CRVAL1: -30.2,
      CRVAL2: 150.1,
      CRPIX1: 1000.5,
      CRPIX2: 1500.5,
      CDELT1: s,
      CDELT2: -s,
      CROTA1: -12,
    });
    expect(swapped.toSky(1800.75, 100.25)[0]).toBeCloseTo(tan.toSky(100.25, 1800.75)[0], 10);
    expect(swapped.toSky(1800.75, 100.25)[1]).toBeCloseTo(tan.toSky(100.25, 1800.75)[1], 10);
  });
});

describe("requireWcs", () => {
  it("is wcsFromHeader where there are coordinates", () => {
    expect(requireWcs(header({ ...base, ...cd })).pixelScale).toEqual(wcs({ ...base, ...cd }).pixelScale);
  });

  it.each<[string, string, Record<string, string | number>]>([
    ["fits.no_wcs", "no CTYPE1 and CTYPE2", {}],
    ["fits.wcs_unsupported", 'CTYPE1 "RA---SIN"', { ...base, ...cd, CTYPE1: "RA---SIN", CTYPE2: "DEC--SIN" }],
    ["fits.wcs_unsupported", 'CTYPE1 "GLON-TAN"', { ...base, ...cd, CTYPE1: "GLON-TAN", CTYPE2: "GLAT-TAN" }],
    ["fits.wcs_unsupported", 'CTYPE2 "DEC--ZPN"', { ...base, ...cd, CTYPE2: "DEC--ZPN" }],
    ["fits.wcs_unsupported", 'CTYPE1 "LINEAR"', { ...base, ...cd, CTYPE1: "LINEAR", CTYPE2: "LINEAR" }],
    ["fits.wcs_unsupported", "do not belong together", { ...base, ...cd, CTYPE2: "RA---TAN" }],
    ["fits.wcs_unsupported", 'CUNIT1 "m" is no angle', { ...base, ...cd, CUNIT1: "m" }],
    ["fits.wcs_unsupported", "CRVAL2 is no declination", { ...base, ...cd, CRVAL2: 95 }],
    ["fits.wcs_unsupported", "singular", { ...base, CD1_1: s, CD2_1: s }],
  ])("answers %s: %s", (code, words, values) => {
    expect(() => requireWcs(header(values), "HDU 1 (SCI)")).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(/^HDU 1 \(SCI\) has .*/) }),
    );
    expect(() => requireWcs(header(values))).toThrow(words);
  });
});
