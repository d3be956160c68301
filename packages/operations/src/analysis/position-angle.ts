import type { SkyPosition } from "../photometry/separation.ts";

const degree = Math.PI / 180;

/** Direction from the first to the second position along the great circle: degrees in [0, 360) from north over east. */
export function positionAngle(from: SkyPosition, to: SkyPosition): number {
  const difference = (to.ra - from.ra) * degree;
  const [sin1, cos1] = [Math.sin(from.dec * degree), Math.cos(from.dec * degree)];
  const [sin2, cos2] = [Math.sin(to.dec * degree), Math.cos(to.dec * degree)];
  const east = cos2 * Math.sin(difference);
  const north = cos1 * sin2 - sin1 * cos2 * Math.cos(difference);
  return (Math.atan2(east, north) / degree + 360) % 360;
}
