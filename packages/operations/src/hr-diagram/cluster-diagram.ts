import type { GaiaStar } from "../gaia.ts";
import type { SkyColumns } from "../photometry/sky-index.ts";
import { gaiaStarRow, imageStarRow } from "./cmd-rows.ts";
import type { ColourStars } from "./colour-stars.ts";
import { positionAt } from "./epoch.ts";
import { matchOneToOne } from "./match-one-to-one.ts";
import { membershipGuess } from "./membership.ts";

const matchRadius = 0.5;
const mostGaiaOnly = 5000;

/**
 * The colour–magnitude diagram: stars of the images with Gaia's data where Gaia knows them (within 0.5″ at the images'
 * epoch, Julian years), then the brightest 5000 that only Gaia knows, and a guess at the cluster's members. Member names
 * are those of the wire.
 */
export function clusterDiagram(
  { stars, matched }: ColourStars,
  gaia: readonly GaiaStar[],
  epoch: number,
  filters: { blue: string; red: string },
) {
  const positions = gaia.map((star) => positionAt(star, epoch));
  const pairs = matchOneToOne(columns(stars), columns(positions), matchRadius);
  const knownAs = new Map(pairs.map(({ a, b }) => [a, b]));
  const known = new Set(pairs.map(({ b }) => b));
  const gaiaOnly = gaia
    .map((_, index) => index)
    .filter((index) => !known.has(index))
    .sort((one, other) => byBrightness(gaia[one].gMag, gaia[other].gMag))
    .slice(0, mostGaiaOnly);
  const cmd = [
    ...stars.map((star, index) => {
      const match = knownAs.get(index);
      return imageStarRow(star, match === undefined ? undefined : gaia[match]);
    }),
    ...gaiaOnly.map((index) => gaiaStarRow(gaia[index], positions[index], filters)),
  ];
  return {
    cmd,
    membership_guess: membershipGuess([...pairs.map(({ b }) => gaia[b]), ...gaiaOnly.map((index) => gaia[index])]),
    n_gaia_matched: pairs.length,
    n_gaia_only: gaiaOnly.length,
    n_stars: stars.length,
    n_stars_matched: matched,
  };
}

function columns(stars: readonly { ra: number; dec: number }[]): SkyColumns {
  return { ra: stars.map(({ ra }) => ra), dec: stars.map(({ dec }) => dec) };
}

/** Unknown magnitudes last. */
function byBrightness(a: number, b: number): number {
  const [one, other] = [a, b].map((mag) => (Number.isFinite(mag) ? mag : Number.POSITIVE_INFINITY));
  return one === other ? 0 : one - other;
}
