import { describe, expect, it } from "vitest";
import { readLightCurve } from "./light-curve-series.ts";

const catalogueRow = {
  fits_path: "archive_a-0001-e91.fits.fz",
  mag: 14.63,
  magerr: 0.003,
  julian_date: 2461051.6,
  observation_date: "2026-01-11T02:24:00Z",
  bjd_tdb: 2461051.605,
  hjd: 2461051.604,
};
const photometryRow = {
  fits_path: "archive_a-0002-e91.fits.fz",
  date_obs: "2026-01-11T02:38:24.000000Z",
  julian_date: 2461051.61,
  target_calibrated_apparent_magnitude: 14.5,
  target_calibrated_apparent_magnitude_uncertainty: 0.01,
};

describe("a light curve", () => {
  it("is read from catalogue and photometry rows, in order of time", () => {
    const curve = readLightCurve(
      {
        light_curve: [photometryRow, catalogueRow],
        diagnostic_images: { "archive_a-0002-e91.fits.fz": "/files/9/x-1-diagnostic.jpg" },
      },
      [],
    )!;
    expect(curve.points).toEqual([
      {
        frame: "a-0001-e91",
        magnitude: 14.63,
        sigma: 0.003,
        times: { date: Date.UTC(2026, 0, 11, 2, 24), jd: 2461051.6, bjd: 2461051.605, hjd: 2461051.604 },
        picture: null,
      },
      {
        frame: "a-0002-e91",
        magnitude: 14.5,
        sigma: 0.01,
        times: { date: Date.UTC(2026, 0, 11, 2, 38, 24), jd: 2461051.61, bjd: null, hjd: null },
        picture: "/files/9/x-1-diagnostic.jpg",
      },
    ]);
  });

  it("carries what is known of each point, and keeps rows that say why they have no magnitude", () => {
    const thin = { ...photometryRow, flags: ["thin_sky"], flag_notes: ["The sky is the mean of 40 pixels only."] };
    const cut = {
      ...photometryRow,
      fits_path: "archive_a-0003-e91.fits.fz",
      target_calibrated_apparent_magnitude: null,
      flags: ["cut"],
      flag_notes: ["45 % of the target's aperture lies outside the image, so it has no magnitude here."],
    };
    const plain = { ...catalogueRow, flags: [], flag_notes: [] };
    const curve = readLightCurve({ light_curve: [plain, thin, cut] }, ["a-0001-e91", "a-0002-e91", "a-0003-e91"])!;
    expect(curve.points.map(({ notes }) => notes)).toEqual([undefined, ["The sky is the mean of 40 pixels only."]]);
    expect(curve.unmeasured).toMatchObject([{ frame: "a-0003-e91", magnitude: null, notes: cut.flag_notes }]);
    expect(curve.leftOut).toEqual([]);
    expect(readLightCurve({ light_curve: [plain] }, [])!.unmeasured).toBeUndefined();
  });

  it("offers the time scales that all its points have", () => {
    expect(readLightCurve({ light_curve: [catalogueRow] }, [])!.scales).toEqual(["date", "jd", "bjd", "hjd"]);
    expect(readLightCurve({ light_curve: [catalogueRow, photometryRow] }, [])!.scales).toEqual(["date", "jd"]);
  });

  it("reckons the Julian date of results that have none", () => {
    const { points } = readLightCurve({ light_curve: [{ ...photometryRow, julian_date: null }] }, [])!;
    expect(points[0]!.times.jd).toBeCloseTo(2461051.61, 9);
  });

  it("names the frames that gave no point: excluded ones, dropped ones, and those without a magnitude", () => {
    const unmeasured = { ...photometryRow, target_calibrated_apparent_magnitude: null };
    const curve = readLightCurve({ light_curve: [catalogueRow, unmeasured], excluded_images: ["a-0004-e91"] }, [
      "a-0001-e91",
      "a-0002-e91",
      "a-0003-e91",
    ])!;
    expect(curve.points).toHaveLength(1);
    expect(curve.leftOut).toEqual(["a-0002-e91", "a-0003-e91", "a-0004-e91"]);
  });

  it("does not guess at dropped frames where rows do not tell their frame", () => {
    const { fits_path: _, ...nameless } = catalogueRow;
    expect(readLightCurve({ light_curve: [nameless] }, ["a-0001-e91", "a-0002-e91"])!.leftOut).toEqual([]);
  });

  it("is null where there is none, and empty where nothing in it can be read", () => {
    expect(readLightCurve({ cmd: [] }, [])).toBeNull();
    expect(readLightCurve({ light_curve: [null, 3, {}, [1]] }, [])).toEqual({
      points: [],
      scales: ["date", "jd", "bjd", "hjd"],
      leftOut: [],
    });
  });
});
