import { type LightCurve, periodObstacle } from "./light-curve.ts";

/** Why no period is searched for in a light curve, as a sentence for its reader; null where there is no reason. */
export function periodRefusal(light: LightCurve): string | null {
  const obstacle = periodObstacle(light);
  if (obstacle === null) return null;
  switch (obstacle.kind) {
    case "few_points": {
      const { found, needed } = obstacle;
      return `No period can be searched for: fewer than ${needed} usable points. ${found} of ${light.times.length} have a time, a magnitude and an error above zero. Add more images.`;
    }
    case "few_times": {
      const { found, needed } = obstacle;
      return `No period can be searched for: the images were taken at ${found} different times only, and at least ${needed} are needed.`;
    }
    case "one_time":
      return "No period can be searched for: all images have the same time.";
    case "one_value":
      return "No period can be searched for: all magnitudes are equal.";
  }
}
