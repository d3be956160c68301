import type { OperationView, SessionView } from "@datalab/services";
import { sessionFrames } from "./frame-choice.ts";

export interface FilterCount {
  filter: string;
  count: number;
}

/** How many of the files there are in each filter, most frequent first; files without a filter are left out. */
export function filterCounts(frames: { filter: string }[]): FilterCount[] {
  const counts = new Map<string, number>();
  for (const { filter } of frames) if (filter) counts.set(filter, (counts.get(filter) ?? 0) + 1);
  return [...counts].map(([filter, count]) => ({ filter, count })).sort((a, b) => b.count - a.count);
}

const isUnfinished = ({ status }: OperationView) => status === "PENDING" || status === "IN_PROGRESS";

/** What a list shows of a session. */
export function sessionSummary(session: SessionView) {
  const frames = sessionFrames(session.input_data);
  const pictures = session.operations.flatMap((operation) =>
    (operation.output?.output_files ?? []).flatMap((file) => file.small_url ?? []),
  );
  return {
    frames: frames.length,
    filters: filterCounts(frames),
    operations: session.operations.length,
    unfinished: session.operations.filter(isUnfinished).length,
    /** The newest first. */
    pictures: pictures.reverse(),
  };
}
