import type { Site } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { observationTimes } from "./observation-times.ts";

const elp = { latitude: 30.679833, longitude: -104.015173, height: 2030 };
const coj = { latitude: -31.272932, longitude: 149.070648, height: 1116 };
const lsc = { latitude: -30.1673833, longitude: -70.8047889, height: 2198 };
const ogg = { latitude: 20.706389, longitude: -156.258056, height: 3055 };
const cpt = { latitude: -32.380554, longitude: 20.81, height: 1460 };

/**
 * astropy 5.2, built-in ephemeris: DATE-OBS, EXPTIME, site, direction; JD(UTC) of start and middle, light travel time to the barycentre
 * and the Sun in seconds, BJD_TDB, HJD(UTC). The third exposure contains a leap second, the fourth starts a half second before one.
 */
type Golden = [dateObs: string, exposure: number, site: Site, ...numbers: number[]];
const goldens: Golden[] = [
  [
    "2021-10-08T01:55:17.144",
    94.975,
    elp,
    287.3248,
    59.4939,
    2459495.580059537,
    2459495.580609161,
    59.254829,
    60.0049512,
    2459495.582095702,
    2459495.5813036626,
  ],
  [
    "1990-01-01T00:00:00",
    0,
    coj,
    0,
    0,
    2447892.5,
    2447892.5,
    -89.3139867,
    -88.9785481,
    2447892.4996281243,
    2447892.4989701556,
  ],
  [
    "2005-12-31T23:59:50",
    40,
    lsc,
    266.4168,
    -29.0078,
    2453736.499872687,
    2453736.5001041666,
    -476.0681626,
    -474.8753765,
    2453736.4953485625,
    2453736.4946079236,
  ],
  [
    "2016-12-31T23:59:59.5",
    0,
    ogg,
    83.6331,
    22.0145,
    2457754.499982639,
    2457754.499982639,
    472.6567364,
    470.5278043,
    2457754.5062539433,
    2457754.505428563,
  ],
  [
    "2029-06-15T12:34:56.789",
    300,
    cpt,
    10,
    -89,
    2462303.024268391,
    2462303.026004502,
    198.4145154,
    198.3122729,
    2462303.0291017136,
    2462303.028299783,
  ],
];

describe("times of an exposure", () => {
  it.each(goldens)("%s + %d s agrees with astropy", (dateObs, exposureSeconds, site, ...numbers) => {
    const [ra, dec, startJd, midJd, barycentric, heliocentric, bjdTdb, hjd] = numbers;
    const times = observationTimes({ dateObs, exposureSeconds, site, direction: { ra, dec } });
    const tenthOfMillisecond = 1e-4 / 86400;
    expect(times?.startJd).toBe(startJd);
    expect(Math.abs((times?.midJd ?? NaN) - midJd)).toBeLessThan(tenthOfMillisecond);
    expect(Math.abs((times?.barycentricSeconds ?? NaN) - barycentric)).toBeLessThan(5e-6);
    expect(Math.abs((times?.heliocentricSeconds ?? NaN) - heliocentric)).toBeLessThan(5e-6);
    expect(Math.abs((times?.bjdTdb ?? NaN) - bjdTdb)).toBeLessThan(tenthOfMillisecond);
    expect(Math.abs((times?.hjd ?? NaN) - hjd)).toBeLessThan(tenthOfMillisecond);
  });

  const complete = { dateObs: "2024-01-01T00:00:00", exposureSeconds: 60, site: elp, direction: { ra: 1, dec: 2 } };
  const unknown = { bjdTdb: null, hjd: null, barycentricSeconds: null, heliocentricSeconds: null };

  it("has null for what follows from a missing part", () => {
    expect(observationTimes({ ...complete, dateObs: undefined })).toBeNull();
    expect(observationTimes({ ...complete, dateObs: "2024-02-30T00:00:00" })).toBeNull();
    expect(observationTimes({ ...complete, site: null })).toMatchObject({ midJd: 2460310.5003472222, ...unknown });
    expect(observationTimes({ ...complete, direction: undefined })).toMatchObject(unknown);
    expect(observationTimes({ ...complete, direction: { ra: NaN, dec: 0 } })).toMatchObject(unknown);
    for (const exposureSeconds of [undefined, null, NaN, -1]) {
      const times = observationTimes({ ...complete, exposureSeconds });
      expect(times).toMatchObject({ startJd: 2460310.5, midJd: null, ...unknown });
    }
  });

  it("goes no farther than leap seconds and ephemeris", () => {
    expect(observationTimes({ ...complete, dateObs: "1971-12-31T23:00:00" })).toMatchObject(unknown);
    expect(observationTimes({ ...complete, dateObs: "2101-01-01T00:00:00" })).toMatchObject(unknown);
    expect(observationTimes({ ...complete, dateObs: "2100-12-31T00:00:00" })?.bjdTdb).toBeGreaterThan(2488433.49);
  });
});
