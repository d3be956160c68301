import type { FrameChoice } from "./frame-choice.ts";

/** Stands where a filter stands and means: the results of operations. No filter has such a name. */
export const RESULTS = "results of operations";

interface FrameQuery {
  search: string;
  /** null: frames in any filter. */
  filter: string | null;
}

/** The frames of a filter, or the results, whose name, target or producer contains the search text in any case. */
export function matchFrames(frames: FrameChoice[], { search, filter }: FrameQuery): FrameChoice[] {
  const wanted = search.trim().toLowerCase();
  return frames.filter((frame) => {
    const isResult = frame.producer !== null;
    if (isResult !== (filter === RESULTS)) return false;
    if (!isResult && filter !== null && frame.filter !== filter) return false;
    return [frame.basename, frame.target, frame.producer ?? ""].some((text) => text.toLowerCase().includes(wanted));
  });
}
