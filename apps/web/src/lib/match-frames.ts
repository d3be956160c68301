import type { FrameChoice } from "./frame-choice.ts";

interface FrameQuery {
  search: string;
  /** null: any filter. */
  filter: string | null;
}

/** The frames in a filter whose name, target or producer contains the search text, without regard to case. */
export function matchFrames(frames: FrameChoice[], { search, filter }: FrameQuery): FrameChoice[] {
  const wanted = search.trim().toLowerCase();
  return frames.filter((frame) => {
    if (filter !== null && frame.filter !== filter) return false;
    return [frame.basename, frame.target, frame.producer ?? ""].some((text) => text.toLowerCase().includes(wanted));
  });
}
