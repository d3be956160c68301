import { AppError } from "@datalab/errors";
import { defineOperation } from "../define.ts";
import { catalogueLightCurve } from "../light-curve/catalogue-light-curve.ts";
import { lightCurveInputs } from "../light-curve/light-curve-inputs.ts";
import { echoSource } from "../light-curve/source-echo.ts";
import { bootstrapInput, bootstrapRequest } from "../period/bootstrap-input.ts";
import { fewestPoints } from "../period/light-curve.ts";
import { periodKeys, wideSearchOutput } from "../period/period-output.ts";
import { periodRefusal } from "../period/period-refusal.ts";
import { searchPeriodTask } from "../period/search-task.ts";

export default defineOperation({
  name: "Variable Star",
  version: 2,
  reads: ["filter", "observation_date"],
  wizard: {
    description: "Finds the most likely period of a variable source from catalog photometry.",
    category: "image",
    inputs: { ...lightCurveInputs(fewestPoints), ...bootstrapInput },
  },
  echo: echoSource,

  async run(context, { source, input_files, bootstrap_samples }) {
    if (!source) throw invalid("no_source", "Variable Star needs a source position.");
    const { points, excluded, diagnostics } = await catalogueLightCurve(context, input_files, source, 0.8);
    context.progress(0.8, "Searching for the period");
    const curve = {
      times: Float64Array.from(points, (point) => point.julian_date),
      values: Float64Array.from(points, (point) => point.mag),
      sigmas: Float64Array.from(points, (point) => point.magerr),
    };
    const refusal = periodRefusal(curve);
    if (refusal !== null) throw invalid("no_period", refusal);
    const bootstrap = bootstrapRequest(bootstrap_samples);
    const found = await context.pool.call(searchPeriodTask, { curve, bootstrap }, { signal: context.signal });
    if (!found) throw invalid("no_period", "The period search failed for this light curve.");
    context.progress(0.9, "Found the period");
    context.output.data({
      light_curve: points,
      flux_fallback: false,
      excluded_images: excluded,
      ...(diagnostics.length > 0 && { diagnostics }),
      source,
      filter: input_files[0].filter || "None",
      ...periodKeys(found.analysis),
      period_search: wideSearchOutput(found.wide),
    });
  },
});

function invalid(code: string, message: string): AppError {
  return new AppError("invalid", `operations.${code}`, message);
}
