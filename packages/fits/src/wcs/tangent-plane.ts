import type { CelestialAxes } from "./celestial-axes.ts";

const degree = Math.PI / 180;

/**
 * The gnomonic projection about a tangent point (Calabretta & Greisen 2002, §5.1.3): plane coordinates (ξ, η) and the sky, all
 * in degrees. A LONPOLE other than 180° turns the plane.
 */
export function gnomonic({ ra, dec, lonpole }: Pick<CelestialAxes, "ra" | "dec" | "lonpole">) {
  const cosDec = Math.cos(dec * degree);
  const sinDec = Math.sin(dec * degree);
  const cosPole = lonpole === 180 ? -1 : Math.cos(lonpole * degree);
  const sinPole = lonpole === 180 ? 0 : Math.sin(lonpole * degree);

  function toSky(x: number, y: number): [number, number] {
    const xi = (-cosPole * x - sinPole * y) * degree;
    const eta = (sinPole * x - cosPole * y) * degree;
    const along = cosDec - eta * sinDec;
    const longitude = ra + Math.atan2(xi, along) / degree;
    const latitude = Math.atan2(sinDec + eta * cosDec, Math.hypot(xi, along)) / degree;
    const turned = longitude % 360;
    return [turned < 0 ? (turned + 360) % 360 : turned, latitude];
  }

  function toPlane(longitude: number, latitude: number): [number, number] {
    const difference = (longitude - ra) * degree;
    const sin = Math.sin(latitude * degree);
    const cos = Math.cos(latitude * degree);
    const distance = sin * sinDec + cos * cosDec * Math.cos(difference);
    if (!(distance > 0)) return [Number.NaN, Number.NaN];
    const xi = (cos * Math.sin(difference)) / distance / degree;
    const eta = (sin * cosDec - cos * sinDec * Math.cos(difference)) / distance / degree;
    return [-cosPole * xi + sinPole * eta, -sinPole * xi - cosPole * eta];
  }

  /** The position angle of a direction in the plane: degrees in [0, 360) from north over east. */
  function angleOf(x: number, y: number): number {
    const angle = Math.atan2(-cosPole * x - sinPole * y, sinPole * x - cosPole * y) / degree;
    return angle < 0 ? (angle + 360) % 360 : Math.abs(angle);
  }

  return { toSky, toPlane, angleOf };
}
