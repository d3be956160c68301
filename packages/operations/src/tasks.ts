import { findCentroid } from "./analysis/centroid-task.ts";
import { numbersJson } from "./analysis/numbers-json-task.ts";
import { readRows } from "./analysis/read-rows-task.ts";
import { alignCatalogues } from "./imaging/alignment/align-catalogues-task.ts";
import { searchPeriod } from "./period/search-task.ts";
import { drawFrame } from "./photometry/draw-frame.ts";
import { measureFrame } from "./photometry/measure-frame.ts";

/** What this package runs in the pool's threads, by the names of their handles. Nothing here may load sharp or zod. */
export const tasks = {
  "alignment.alignCatalogues": alignCatalogues,
  "analysis.findCentroid": findCentroid,
  "analysis.numbersJson": numbersJson,
  "analysis.readRows": readRows,
  "period.search": searchPeriod,
  "photometry.drawFrame": drawFrame,
  "photometry.measureFrame": measureFrame,
};
