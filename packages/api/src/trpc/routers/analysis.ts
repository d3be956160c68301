import { analyses } from "@datalab/services";
import { procedure, router } from "../trpc.ts";

/** Questions about one frame, answered at once. Coordinates are those of a picture of the stated size, counted from its lower left corner. */
export const analysisRouter = router({
  /** The centre, background and peak of the star at a click. */
  centroiding: procedure
    .input(analyses.centroiding.request)
    .query(({ ctx, input }) => ctx.services.analysis.run(ctx.actor, "centroiding", input)),
  /** Pixel values along a line; x1 and x2 count upwards, y1 and y2 to the right. */
  lineProfile: procedure
    .input(analyses["line-profile"].request)
    .query(({ ctx, input }) => ctx.services.analysis.run(ctx.actor, "line-profile", input)),
  sourceCatalog: procedure
    .input(analyses["source-catalog"].request)
    .query(({ ctx, input }) => ctx.services.analysis.run(ctx.actor, "source-catalog", input)),
  /** A link to the frame as a TIFF. */
  getTif: procedure
    .input(analyses["get-tif"].request)
    .query(({ ctx, input }) => ctx.services.analysis.run(ctx.actor, "get-tif", input)),
  /** The frame as a JPEG, scaled between two limits. */
  getJpg: procedure
    .input(analyses["get-jpg"].request)
    .query(({ ctx, input }) => ctx.services.analysis.run(ctx.actor, "get-jpg", input)),
  /** A small copy of the pixels and their histogram. */
  rawData: procedure
    .input(analyses["raw-data"].request)
    .query(({ ctx, input }) => ctx.services.analysis.run(ctx.actor, "raw-data", input)),
  wcs: procedure
    .input(analyses.wcs.request)
    .query(({ ctx, input }) => ctx.services.analysis.run(ctx.actor, "wcs", input)),
  /** Where the frame's header says its target is, in degrees. */
  targetPosition: procedure
    .input(analyses["target-position"].request)
    .query(({ ctx, input }) => ctx.services.analysis.run(ctx.actor, "target-position", input)),
});
