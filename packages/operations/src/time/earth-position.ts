import { sunToEarth } from "./earth-series.ts";
import { barycentreToSun } from "./sun-series.ts";
import { plus, type Vector } from "./vector.ts";

/** Terms amplitude, phase, frequency, …: of one coordinate, one array a power of time. */
type Coordinate = readonly Float64Array[];

const earth = coordinates(sunToEarth);
const sun = coordinates(barycentreToSun);

/** The Earth's centre, au, along the axes of the ICRS, seen from the barycentre of the solar system and from the Sun's centre. */
export interface EarthPosition {
  readonly barycentric: Vector;
  readonly heliocentric: Vector;
}

/**
 * Position of the Earth at `days` of TDB since J2000 (TT serves as well: 2 ms of the Earth's way are 60 m). The series of ERFA's
 * eraEpv00, a simplified VSOP2000 (Moisson & Bretagnon 2001, Cel. Mech. Dyn. Astr. 80, 205): against JPL's DE405 the error over
 * 1900–2100 is at most 13.4 km (45 µs of light) barycentric, 11.2 km heliocentric, and grows tenfold by 1500 and 2500.
 */
export function earthPosition(days: number): EarthPosition {
  const years = days / 365.25;
  const heliocentric = onIcrsAxes(position(earth, years));
  return { heliocentric, barycentric: plus(heliocentric, onIcrsAxes(position(sun, years))) };
}

function coordinates(series: typeof sunToEarth): readonly [Coordinate, Coordinate, Coordinate] {
  const { x0, x1, x2, y0, y1, y2, z0, z1, z2 } = series;
  return [[x0, x1, x2].map(numbers), [y0, y1, y2].map(numbers), [z0, z1, z2].map(numbers)];
}

function numbers(terms: string): Float64Array {
  return Float64Array.from(terms.trim().split(/[\s,]+/), Number);
}

function position([x, y, z]: readonly [Coordinate, Coordinate, Coordinate], years: number): Vector {
  return [coordinate(x, years), coordinate(y, years), coordinate(z, years)];
}

function coordinate(powers: Coordinate, years: number): number {
  return 1e-12 * powers.reduceRight((higher, terms) => higher * years + seriesSum(terms, years), 0);
}

function seriesSum(terms: Float64Array, years: number): number {
  let sum = 0;
  for (let i = 0; i < terms.length; i += 3) sum += terms[i] * Math.cos(terms[i + 1] + terms[i + 2] * years);
  return sum;
}

/** From the theory's ecliptic to the ICRS: the matrix of eraEpv00, fitted to DE405. */
function onIcrsAxes([x, y, z]: Vector): Vector {
  return [
    x + 2.11284e-7 * y - 9.1603e-8 * z,
    -2.30286e-7 * x + 0.917482137087 * y - 0.397776982902 * z,
    0.397776982902 * y + 0.917482137087 * z,
  ];
}
