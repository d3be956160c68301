import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { GaiaAnswerRepository } from "@datalab/db";
import type { Cone, GaiaCatalogue, GaiaStar } from "@datalab/operations";

/** How long an answer stands: the catalogue changes every few years only. */
export const GAIA_ANSWER_SECONDS = 30 * 86_400;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A catalogue that asks another one and keeps the answers in the database. */
export function rememberedGaia(answers: GaiaAnswerRepository, gaia: GaiaCatalogue): GaiaCatalogue {
  return {
    async cone(cone, signal) {
      const known = await answers.fresh(nameOf(cone), GAIA_ANSWER_SECONDS);
      if (known) return starsOf(await decompress(known));
      const stars = await gaia.cone(cone, signal);
      await answers.remember(nameOf(cone), await compress(JSON.stringify(stars)));
      return stars;
    },
  };
}

/** Centres within 0.2″ and radii within 0.03″ count as the same. */
function nameOf({ ra, dec, radius }: Cone): string {
  return `${ra.toFixed(4)} ${dec.toFixed(4)} ${(radius * 60).toFixed(3)}`;
}

/** JSON keeps NaN as null; every value of a star is a number. */
function starsOf(text: Buffer): GaiaStar[] {
  return JSON.parse(text.toString("utf8"), (_, value) => value ?? Number.NaN);
}
