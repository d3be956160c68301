import { unixDays } from "@datalab/fits";
import type { OperationContext } from "../operation-context.ts";
import { bootstrapRequest } from "../period/bootstrap-input.ts";
import { periodExtraKeys, periodKeys, wideSearchOutput } from "../period/period-output.ts";
import { searchPeriodTask } from "../period/search-task.ts";
import type { PhotometrySeries } from "./photometry-output.ts";

/** The members of the output about the period (operations.md §8.9); none where no period can be searched for. */
export async function periodOutput(
  { pool, signal }: OperationContext,
  { frames, calibration }: PhotometrySeries,
  bootstrapSamples: number,
): Promise<Record<string, unknown>> {
  const curve = {
    times: Float64Array.from(frames, (frame) => unixDays(frame.start)),
    values: Float64Array.from(calibration.frames, (frame) => frame.magnitude),
    sigmas: Float64Array.from(calibration.frames, (frame) => frame.magnitudeSigma),
  };
  const found = await pool.call(searchPeriodTask, { curve, bootstrap: bootstrapRequest(bootstrapSamples) }, { signal });
  if (!found) return {};
  return {
    ...periodKeys(found.analysis),
    ...periodExtraKeys(found.analysis),
    period_search: wideSearchOutput(found.wide),
  };
}
