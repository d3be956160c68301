import type { Cone, GaiaCatalogue, GaiaStar } from "../gaia.ts";

/** Added to Gaia's parallaxes, mas: their mean zero point is −0.017 (Lindegren et al. 2021, A&A 649, A4). */
const parallaxOffset = 0.017;

/** Gaia's stars in a circle, parallaxes corrected for the catalogue's zero point. */
export async function gaiaStars(gaia: GaiaCatalogue, cone: Cone, signal: AbortSignal): Promise<GaiaStar[]> {
  const stars = await gaia.cone(cone, signal);
  return stars.map((star) => ({ ...star, parallax: star.parallax + parallaxOffset }));
}
