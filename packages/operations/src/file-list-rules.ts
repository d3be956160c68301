import type { FitsInput } from "./wizard.ts";

export type FileListRules = Pick<FitsInput, "minimum" | "maximum" | "single_filter" | "filter_options">;

export type FileListProblem =
  | { readonly rule: "minimum"; readonly minimum: number }
  | { readonly rule: "maximum"; readonly maximum: number }
  | { readonly rule: "filter_stated" }
  | { readonly rule: "filter_options"; readonly allowed: readonly string[]; readonly offending: readonly string[] }
  | { readonly rule: "single_filter"; readonly filters: readonly string[] };

/**
 * The first rule that a list of files breaks, or null. `filterOfEach` has one entry a file, "" where the filter is not
 * stated. The worker and the console's form judge by this; each has its own words for what is wrong.
 */
export function fileListProblem(rules: FileListRules, filterOfEach: readonly string[]): FileListProblem | null {
  const { minimum = 1, maximum, single_filter, filter_options: allowed } = rules;
  if (filterOfEach.length < minimum) return { rule: "minimum", minimum };
  if (maximum !== undefined && filterOfEach.length > maximum) return { rule: "maximum", maximum };
  const filters = [...new Set(filterOfEach)].sort();
  if (allowed) {
    if (filters.includes("")) return { rule: "filter_stated" };
    const offending = filters.filter((filter) => !allowed.includes(filter));
    if (offending.length > 0) return { rule: "filter_options", allowed, offending };
  }
  return single_filter && filters.length > 1 ? { rule: "single_filter", filters } : null;
}
