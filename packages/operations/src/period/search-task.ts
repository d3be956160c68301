import { type TaskOutcome, type ThreadContext, taskHandle } from "@datalab/kernels";
import { analysePeriod, type PeriodAnalysis } from "./analyse-period.ts";
import type { BootstrapRequest } from "./bootstrap.ts";
import type { LightCurve } from "./light-curve.ts";
import { type WideSearch, wideSearch } from "./wide-search.ts";

export interface PeriodSearchRequest {
  readonly curve: LightCurve;
  readonly bootstrap?: BootstrapRequest;
}

/** The reference's search and the wide one, of one light curve. */
export interface PeriodSearch {
  readonly analysis: PeriodAnalysis;
  readonly wide: WideSearch;
}

/** Thread task `period.search`: null where no period can be searched for (see `analysePeriod`). Cancelled within milliseconds. */
export function searchPeriod(
  { checkCancelled }: ThreadContext,
  { curve, bootstrap }: PeriodSearchRequest,
): TaskOutcome<PeriodSearch | null> {
  const checkpoint = () => checkCancelled();
  const analysis = analysePeriod(curve, checkpoint);
  const wide = wideSearch(curve, { bootstrap, checkpoint });
  return { result: analysis && wide && { analysis, wide } };
}

export const searchPeriodTask = taskHandle<typeof searchPeriod>("period.search");
