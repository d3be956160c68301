import { isSameFrame, type SkyFrame } from "@datalab/fits";
import { eTerms, withETerms, withoutETerms } from "./e-terms.ts";
import { fk4ToFk5, fk4ToGalactic, fk5ToGalactic, icrsToFk5 } from "./frame-rotations.ts";
import { newcombPrecession, precessionFromJ2000 } from "./precession.ts";
import { directionOf, inverse, positionOf, product, type Rotation, rotated } from "./rotation.ts";

/** A position in degrees in another frame. */
type FrameChange = (longitude: number, latitude: number) => [longitude: number, latitude: number];

/**
 * How positions of one frame are written in another. ICRS and FK5 differ by the frame bias, FK5 equinoxes by IAU 2006 precession; FK4
 * by its E-terms, Newcomb's precession and the rotation to FK5, for a source without proper motion observed at the equinox; galactic
 * coordinates are those of 1958 carried to J2000. NaN stays NaN.
 */
export function frameChange(from: SkyFrame, to: SkyFrame): FrameChange {
  if (isSameFrame(from, to)) return (longitude, latitude) => [longitude, latitude];
  const rotation = rotationBetween(from, to);
  const [termsFrom, termsTo] = [from, to].map((frame) => (frame.system === "FK4" ? eTerms(frame.equinox) : undefined));
  return (longitude, latitude) => {
    const start = directionOf(longitude, latitude);
    const turned = rotated(rotation, termsFrom ? withoutETerms(termsFrom, start) : start);
    return positionOf(termsTo ? withETerms(termsTo, turned) : turned);
  };
}

function rotationBetween(from: SkyFrame, to: SkyFrame): Rotation {
  const [fromOld, toOld] = [rotationToB1950(from), rotationToB1950(to)];
  if (fromOld && toOld) return product(inverse(toOld), fromOld);
  return product(inverse(rotationToFk5(to)), rotationToFk5(from));
}

/** To FK4 of B1950 without E-terms; of the frames that are defined by it. Among themselves the turning of FK4 does not count. */
function rotationToB1950(frame: SkyFrame): Rotation | undefined {
  if (frame.system === "GALACTIC") return inverse(fk4ToGalactic);
  return frame.system === "FK4" || frame.system === "FK4-NO-E" ? newcombPrecession(frame.equinox, 1950) : undefined;
}

/** To FK5 of J2000. */
function rotationToFk5(frame: SkyFrame): Rotation {
  switch (frame.system) {
    case "ICRS":
      return icrsToFk5;
    case "FK5":
      return inverse(precessionFromJ2000(frame.equinox));
    case "GALACTIC":
      return inverse(fk5ToGalactic);
    default:
      return product(fk4ToFk5(frame.equinox), newcombPrecession(frame.equinox, 1950));
  }
}
