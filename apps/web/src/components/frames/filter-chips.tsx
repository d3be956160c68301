import { classNames } from "@/lib/class-names.ts";
import type { FilterCount } from "@/lib/session-summary.ts";
import { FilterMark } from "./filter-mark.tsx";

interface FilterChipsProps {
  counts: FilterCount[];
  total: number;
  /** null: all filters. */
  value: string | null;
  onChange: (filter: string | null) => void;
}

export function FilterChips({ counts, total, value, onChange }: FilterChipsProps) {
  const chip = (filter: string | null, count: number) => (
    <button
      key={filter ?? "*"}
      type="button"
      aria-pressed={value === filter}
      aria-label={`${filter === null ? "All filters" : `Filter ${filter}`}, ${count}`}
      onClick={() => onChange(filter)}
      className={classNames(
        "figures inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-[0.93rem] transition-colors",
        value === filter
          ? "border-accent bg-accent-soft text-ink"
          : "border-transparent text-muted hover:bg-sunken hover:text-ink dark:hover:bg-raised",
      )}
    >
      {filter === null ? "All" : <FilterMark filter={filter} />}
      <span className="text-faint">{count}</span>
    </button>
  );
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Show filter</legend>
      {chip(null, total)}
      {counts.map(({ filter, count }) => chip(filter, count))}
    </fieldset>
  );
}
