import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from "./json.ts";

/** A star that the target was compared with. */
export interface ComparisonStar {
  id: string;
  ra: number | null;
  dec: number | null;
  magnitude: number | null;
  variability: number | null;
  /** Arcseconds to the nearest other source; null when it is alone. */
  isolation: number | null;
  /** Pixels. */
  separation: number | null;
  /** In how many frames it was found. */
  frames: number;
}

export const readComparisonStars = (data: JsonObject): ComparisonStar[] =>
  objectsOf(data.selected_comparison_stars).map((star) => ({
    id: textOf(star.candidate_id),
    ra: numberOf(star.ra_deg),
    dec: numberOf(star.dec_deg),
    magnitude: numberOf(star.reference_magnitude),
    variability: numberOf(star.variability_score),
    isolation: numberOf(star.isolation_arcsec),
    separation: numberOf(star.target_separation_px),
    frames: Object.keys(objectOf(star.source_catalog_by_frame)).length,
  }));
