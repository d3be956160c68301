import { filterColour } from "@/lib/filter-colour.ts";

/** A filter's name beside a dot in the colour of its light. */
export function FilterMark({ filter }: { filter: string }) {
  if (!filter) return <span className="text-faint">—</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <span
        className="size-2 shrink-0 rounded-full ring-1 ring-black/10 dark:ring-white/15"
        style={{ background: filterColour(filter) }}
        aria-hidden
      />
      {filter}
    </span>
  );
}
