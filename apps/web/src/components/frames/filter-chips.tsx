import { classNames } from "@/lib/class-names.ts";
import { RESULTS } from "@/lib/match-frames.ts";
import type { FilterCount } from "@/lib/session-summary.ts";
import { FilterMark } from "./filter-mark.tsx";

interface FilterChipsProps {
  counts: FilterCount[];
  total: number;
  /** How many results of operations can be shown instead. */
  results?: number;
  /** null: all filters. */
  value: string | null;
  onChange: (filter: string | null) => void;
}

export function FilterChips({ counts, total, results = 0, value, onChange }: FilterChipsProps) {
  const chip = (filter: string | null, count: number, name: string) => (
    <button
      key={filter ?? "*"}
      type="button"
      aria-pressed={value === filter}
      aria-label={`${name}, ${count}`}
      onClick={() => onChange(filter)}
      className={classNames(
        "figures inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-[0.93rem] transition-colors",
        value === filter
          ? "border-accent bg-accent-soft text-ink"
          : "border-transparent text-muted hover:bg-sunken hover:text-ink dark:hover:bg-raised",
      )}
    >
      {filter === null ? "All" : filter === RESULTS ? "Results" : <FilterMark filter={filter} />}
      <span className="text-faint">{count}</span>
    </button>
  );
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Show filter</legend>
      {chip(null, total, "All filters")}
      {counts.map(({ filter, count }) => chip(filter, count, `Filter ${filter}`))}
      {results > 0 && chip(RESULTS, results, "Results of operations")}
    </fieldset>
  );
}
