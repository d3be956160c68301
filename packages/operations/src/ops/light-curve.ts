import { AppError } from "@datalab/errors";
import { defineOperation } from "../define.ts";
import { catalogueLightCurve } from "../light-curve/catalogue-light-curve.ts";
import { lightCurveInputs } from "../light-curve/light-curve-inputs.ts";
import { echoSource } from "../light-curve/source-echo.ts";

export default defineOperation({
  name: "Light Curve",
  version: 2,
  reads: ["filter", "observation_date"],
  wizard: {
    description: "Follows the brightness of one source over time, read from the calibrated catalogs of the images.",
    category: "image",
    inputs: lightCurveInputs(1),
  },
  echo: echoSource,

  async run(context, { source, input_files }) {
    if (!source) throw new AppError("invalid", "operations.no_source", "Light Curve needs a source position.");
    const { points, excluded, diagnostics } = await catalogueLightCurve(context, input_files, source, 1);
    context.output.data({
      target_coords: source,
      light_curve: points,
      flux_fallback: false,
      excluded_images: excluded,
      ...(diagnostics.length > 0 && { diagnostics }),
      source,
      filter: input_files[0].filter || "None",
    });
  },
});
