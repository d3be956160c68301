import { daysSinceJ2000, type Site, secondsPerDay, type UniformMoment, type UtcMoment } from "@datalab/fits";
import { aboutY, aboutZ, type Vector } from "./vector.ts";

const arcsecond = Math.PI / 180 / 3600;

/**
 * The site seen from the Earth's centre, metres, along the axes of the ICRS: sidereal time and precession of IAU 2006 (Capitaine et al.
 * 2003, A&A 412, 567). Left out, with the most each moves the site in µs of light: UT1 − UTC 1.4, nutation 1.8, polar motion 0.1,
 * frame bias 0.001.
 */
export function sitePosition(site: Site, utc: UtcMoment, tt: UniformMoment): Vector {
  const t = daysSinceJ2000(tt) / 36525;
  const zeta = polynomial(t, [2.650545, 2306.083227, 0.2988499, 0.01801828]) * arcsecond;
  const z = polynomial(t, [-2.650545, 2306.077181, 1.0927348, 0.01826837]) * arcsecond;
  const theta = polynomial(t, [0, 2004.191903, -0.4294934, -0.04182264]) * arcsecond;
  const ofDate = aboutZ(-siderealTime(utc, t), onEllipsoid(site));
  return aboutZ(zeta, aboutY(-theta, aboutZ(z, ofDate)));
}

/** Greenwich mean sidereal time, radians: Earth rotation angle with UT1 = UTC, plus the precession in right ascension. */
function siderealTime({ day, seconds }: UtcMoment, t: number): number {
  const fraction = seconds / secondsPerDay;
  const turns = 0.779057273264 + 0.00273781191135448 * (day - 51544.5 + fraction) + fraction + 0.5;
  return 2 * Math.PI * (turns % 1) + polynomial(t, [0.014506, 4612.156534, 1.3915817]) * arcsecond;
}

function onEllipsoid({ latitude, longitude, height }: Site): Vector {
  const [equatorial, flattening] = [6378137, 1 / 298.257223563];
  const phi = (latitude * Math.PI) / 180;
  const lambda = (longitude * Math.PI) / 180;
  const polar = (1 - flattening) ** 2;
  const normal = equatorial / Math.sqrt(Math.cos(phi) ** 2 + polar * Math.sin(phi) ** 2);
  const axial = (normal + height) * Math.cos(phi);
  return [axial * Math.cos(lambda), axial * Math.sin(lambda), (polar * normal + height) * Math.sin(phi)];
}

function polynomial(t: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
}
