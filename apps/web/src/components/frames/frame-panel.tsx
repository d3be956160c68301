"use client";
import type { SessionView } from "@datalab/services";
import { Images } from "lucide-react";
import { useMemo, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { SearchInput } from "@/components/ui/search-input.tsx";
import { countOf } from "@/lib/count-of.ts";
import { sessionFrames } from "@/lib/frame-choice.ts";
import { matchFrames } from "@/lib/match-frames.ts";
import { filterCounts } from "@/lib/session-summary.ts";
import { AddFramesDialog } from "./add-frames-dialog.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FrameTable } from "./frame-table.tsx";

export function FramePanel({ session }: { session: SessionView }) {
  const frames = useMemo(() => sessionFrames(session.input_data), [session.input_data]);
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState<string | null>(null);
  const shown = matchFrames(frames, { search, filter });
  return (
    <section aria-labelledby="frames-title" className="grid min-w-0 grid-cols-1 gap-3">
      <div className="flex min-h-9 items-center gap-3">
        <h2 id="frames-title" className="font-semibold text-[1.14rem]">
          Frames <span className="figures ml-1 font-normal text-faint">{frames.length}</span>
        </h2>
        <span className="ml-auto">
          <AddFramesDialog session={session} />
        </span>
      </div>
      {frames.length === 0 ? (
        <EmptyState icon={Images} title="No frames yet">
          Add frames by the names they have in the archive. Operations take their inputs from here.
        </EmptyState>
      ) : (
        <div className="panel overflow-hidden">
          <div className="flex flex-wrap items-center gap-2 border-b p-2.5">
            <FilterChips counts={filterCounts(frames)} total={frames.length} value={filter} onChange={setFilter} />
            <SearchInput
              aria-label="Search frames"
              placeholder="Search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              className="min-w-30 flex-1"
            />
          </div>
          <FrameTable frames={shown} />
          {shown.length === 0 && <p className="px-4 py-8 text-center text-muted">No frame matches.</p>}
          <p role="status" className="sr-only">
            {countOf(shown.length, "frame")} shown
          </p>
        </div>
      )}
    </section>
  );
}
