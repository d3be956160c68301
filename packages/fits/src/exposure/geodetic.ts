const equatorial = 6_378_137;
const flattening = 1 / 298.257223563;
const eccentricitySquared = flattening * (2 - flattening);

/** Geodetic coordinates (WGS84; degrees, m) of a place in geocentric metres, by Bowring's iteration: within 1e-9° near the surface. */
export function geodetic(x: number, y: number, z: number): { latitude: number; longitude: number; height: number } {
  const axial = Math.hypot(x, y);
  let reduced = Math.atan2(z, axial * (1 - flattening));
  let phi = 0;
  for (let round = 0; round < 3; round++) {
    const [sin, cos] = [Math.sin(reduced), Math.cos(reduced)];
    const north = z + ((eccentricitySquared * (1 - flattening)) / (1 - eccentricitySquared)) * equatorial * sin ** 3;
    phi = Math.atan2(north, axial - eccentricitySquared * equatorial * cos ** 3);
    reduced = Math.atan2((1 - flattening) * Math.sin(phi), Math.cos(phi));
  }
  const normal = equatorial / Math.sqrt(1 - eccentricitySquared * Math.sin(phi) ** 2);
  const height = axial * Math.cos(phi) + z * Math.sin(phi) - equatorial ** 2 / normal;
  return { latitude: (phi * 180) / Math.PI, longitude: (Math.atan2(y, x) * 180) / Math.PI, height };
}
