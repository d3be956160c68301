import type { AnalysisName, AnalysisResult } from "@datalab/operations";

/** An answer in which lists of numbers are plain lists. */
export type AnalysisView<Name extends AnalysisName> = Plain<AnalysisResult<Name>>;

type Plain<Result> = {
  [Member in keyof Result]: Result[Member] extends Float32Array ? (number | null)[] : Result[Member];
};

export function analysisView<Name extends AnalysisName>(result: AnalysisResult<Name>): AnalysisView<Name> {
  if (Array.isArray(result)) return result as AnalysisView<Name>;
  const members = Object.entries(result).map(([name, value]) => [
    name,
    value instanceof Float32Array ? plainList(value) : value,
  ]);
  return Object.fromEntries(members) as AnalysisView<Name>;
}

function plainList(values: Float32Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}
