import type { SessionView } from "@datalab/services";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import { FilterMark } from "@/components/frames/filter-mark.tsx";
import { TimeAgo } from "@/components/ui/time-ago.tsx";
import { countOf } from "@/lib/count-of.ts";
import { sessionSummary } from "@/lib/session-summary.ts";
import { SessionMenu } from "./session-menu.tsx";

export function SessionRow({ session }: { session: SessionView }) {
  const summary = sessionSummary(session);
  return (
    <li className="group relative flex items-center gap-4 px-4 py-3.5 transition-colors hover:bg-sunken/60 dark:hover:bg-raised/60">
      <div className="min-w-0 flex-1">
        <Link
          href={`/admin/sessions/${session.id}`}
          className="font-medium text-[1.07rem] outline-offset-4 after:absolute after:inset-0 group-hover:underline group-hover:decoration-line-strong group-hover:underline-offset-4"
        >
          {session.name}
        </Link>
        <div className="figures mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted">
          <span>{countOf(summary.frames, "frame")}</span>
          {summary.filters.slice(0, 4).map(({ filter, count }) => (
            <span key={filter} className="inline-flex items-center gap-1 max-sm:hidden">
              <FilterMark filter={filter} />
              <span className="text-faint">{count}</span>
            </span>
          ))}
          <span>{countOf(summary.operations, "operation")}</span>
          {summary.unfinished > 0 && (
            <span className="inline-flex items-center gap-1.5 text-busy">
              <LoaderCircle className="size-3.5 animate-spin" aria-hidden />
              {summary.unfinished} under way
            </span>
          )}
        </div>
      </div>
      <div className="flex gap-1.5 max-md:hidden" aria-hidden>
        {summary.pictures.slice(0, 4).map((url) => (
          // biome-ignore lint/performance/noImgElement: result pictures are made small by the worker and served by signed links
          <img key={url} src={url} alt="" loading="lazy" className="size-11 rounded border bg-black object-cover" />
        ))}
      </div>
      <span className="w-28 shrink-0 text-right text-muted max-sm:hidden">
        <TimeAgo iso={session.modified} />
      </span>
      <SessionMenu session={session} />
    </li>
  );
}
