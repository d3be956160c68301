import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { exposureOf, fileSource, openFits } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { seededUniform } from "../period/seeded-random.ts";
import { observationTimes } from "./observation-times.ts";

/** astropy's answers: JD(UTC) of the start, then for mid-exposure light travel times in seconds and TDB − UTC in seconds. */
const astropy = `
import json, sys, warnings
warnings.simplefilter("ignore")
from astropy import units as u
from astropy.coordinates import EarthLocation, SkyCoord
from astropy.time import Time, TimeDelta
from astropy.utils import iers
iers.conf.auto_download = False
iers.conf.iers_degraded_accuracy = "ignore"
o = json.load(sys.stdin)
place = EarthLocation.from_geodetic(o["longitude"], o["latitude"], o["height"])
start = Time(o["dateObs"], scale="utc", location=place)
middle = start + TimeDelta(o["exposure"], format="sec") / 2
sky = SkyCoord(o["ra"], o["dec"], unit="deg")
travel = {k: middle.light_travel_time(sky, kind=k, ephemeris="builtin") for k in ("barycentric", "heliocentric")}
day0 = Time(o["day0"], format="mjd", scale="tdb")
bjd = (middle.tdb + travel["barycentric"]) - day0
json.dump({"startJd": start.jd.tolist(), "barycentric": travel["barycentric"].sec.tolist(),
           "heliocentric": travel["heliocentric"].sec.tolist(), "bjdDays": bjd.jd.tolist(),
           "hjd": (middle.jd + travel["heliocentric"].jd).tolist()}, sys.stdout)
`;

const count = 1000;

function randomObservations() {
  const random = seededUniform(1990);
  const between = (low: number, high: number) => Array.from({ length: count }, () => low + (high - low) * random());
  const first = Date.UTC(1990, 0, 1);
  return {
    dateObs: between(first, Date.UTC(2030, 0, 1)).map((time) => new Date(time).toISOString().slice(0, -1)),
    exposure: between(0, 600),
    latitude: between(-90, 90),
    longitude: between(-180, 180),
    height: between(0, 5000),
    ra: between(0, 360),
    dec: between(-1, 1).map((sine) => (Math.asin(sine) * 180) / Math.PI),
    day0: 51544,
  };
}

it("reads the site of an observatory's frame", async () => {
  const path = fileURLToPath(new URL("../../../../../shared/data/real/lco/raw-multi-extension.fits", import.meta.url));
  const source = await fileSource(path);
  const { hdus } = await openFits(source);
  expect(exposureOf(hdus[0].header).site).toEqual({ latitude: 30.679833, longitude: -104.015173, height: 2030 });
  await source.close();
});

describe("times against astropy, builtin ephemeris, 1990–2030", () => {
  const input = randomObservations();
  const text = execFileSync("/usr/bin/python3", ["-c", astropy], { input: JSON.stringify(input), maxBuffer: 1e8 });
  const expected = JSON.parse(text.toString()) as Record<string, number[]>;
  const ours = input.dateObs.map((dateObs, i) =>
    observationTimes({
      dateObs,
      exposureSeconds: input.exposure[i],
      site: { latitude: input.latitude[i], longitude: input.longitude[i], height: input.height[i] },
      direction: { ra: input.ra[i], dec: input.dec[i] },
    }),
  );
  const worst = (error: (times: NonNullable<(typeof ours)[number]>, i: number) => number) =>
    Math.max(...ours.map((times, i) => (times === null ? Infinity : Math.abs(error(times, i)))));

  it("light travel time to the barycentre and the Sun within 0.01 ms", () => {
    const bary = worst((t, i) => (t.barycentricSeconds ?? NaN) - expected.barycentric[i]);
    const helio = worst((t, i) => (t.heliocentricSeconds ?? NaN) - expected.heliocentric[i]);
    expect(bary).toBeLessThan(1e-5);
    expect(helio).toBeLessThan(1e-5);
  });

  it("JD, HJD and BJD_TDB to the last digit of a Julian date, 0.06 ms", () => {
    const second = 1 / 86400;
    expect(worst((t, i) => t.startJd - expected.startJd[i])).toBeLessThan(6e-5 * second);
    expect(worst((t, i) => (t.hjd ?? NaN) - expected.hjd[i])).toBeLessThan(1e-4 * second);
    expect(worst((t, i) => (t.bjdTdb ?? NaN) - 2451544.5 - expected.bjdDays[i])).toBeLessThan(6e-5 * second);
  });
});
