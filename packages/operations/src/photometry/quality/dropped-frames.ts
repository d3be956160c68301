import type { SeriesCounts } from "../ensemble.ts";

/** Whether a star was measured and shone on a frame. */
export function servesOn({ net }: SeriesCounts, frame: number): boolean {
  return net[frame] > 0 && Number.isFinite(net[frame]);
}

/**
 * The frame to go without so that more stars serve all others: the one that by itself keeps most stars from doing so, else the one that
 * shows the fewest. Undefined when every star serves on all `frames`, or one of them is left.
 */
export function frameToDrop(stars: readonly SeriesCounts[], frames: readonly number[]): number | undefined {
  if (frames.length < 2) return undefined;
  const lacking = frames.map(() => 0);
  const alone = frames.map(() => 0);
  for (const star of stars) {
    const missed = [...frames.keys()].filter((index) => !servesOn(star, frames[index]));
    for (const index of missed) lacking[index]++;
    if (missed.length === 1) alone[missed[0]]++;
  }
  const [worst] = [...frames.keys()].sort((a, b) => alone[b] - alone[a] || lacking[b] - lacking[a] || a - b);
  return lacking[worst] > 0 ? frames[worst] : undefined;
}
