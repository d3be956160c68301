import { centroiding } from "./centroiding.ts";
import { getJpg } from "./get-jpg.ts";
import { getTif } from "./get-tif.ts";
import { lineProfile } from "./line-profile.ts";
import { rawData } from "./raw-data.ts";
import { sourceCatalog } from "./source-catalog.ts";
import { targetPosition } from "./target-position.ts";
import { wcs } from "./wcs.ts";

/** Every analysis by its name in the address. */
export const analyses = {
  centroiding,
  "line-profile": lineProfile,
  "source-catalog": sourceCatalog,
  "get-tif": getTif,
  "get-jpg": getJpg,
  "raw-data": rawData,
  wcs,
  "target-position": targetPosition,
};

export type AnalysisName = keyof typeof analyses;

/** What an analysis is asked, checked. */
export type AnalysisInput<Name extends AnalysisName> = Parameters<(typeof analyses)[Name]["run"]>[1];

/** What an analysis answers. */
export type AnalysisResult<Name extends AnalysisName> = Awaited<ReturnType<(typeof analyses)[Name]["run"]>>;

export function isAnalysisName(name: string): name is AnalysisName {
  return Object.hasOwn(analyses, name);
}
