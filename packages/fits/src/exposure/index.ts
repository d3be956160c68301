export { barycentricTime, daysSinceJ2000, terrestrialTime, type UniformMoment } from "./barycentric-time.ts";
export { type Exposure, exposureOf } from "./exposure.ts";
export type { ExposureNote } from "./exposure-note.ts";
export { withInherited } from "./inherited-header.ts";
export { sexagesimal } from "./sexagesimal.ts";
export type { Site } from "./site.ts";
export {
  formatUtc,
  julianDate,
  julianDayOfMjd,
  laterBy,
  parseUtc,
  readDate,
  secondsBetween,
  secondsPerDay,
  type UtcMoment,
  unixDays,
} from "./utc.ts";
