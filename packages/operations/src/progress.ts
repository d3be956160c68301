export type ReportProgress = (fraction: number, message: string) => void;

/** Between two reports, milliseconds. */
const pause = 250;

/**
 * What an operation may call as often as it likes: passes on at most four reports a second, none that goes back, and none
 * that claims to be done, for only the caller knows that.
 */
export function steadyProgress(report: ReportProgress, now: () => number = () => performance.now()): ReportProgress {
  let reached = 0;
  let reportedAt = Number.NEGATIVE_INFINITY;
  return (fraction, message) => {
    reached = Math.max(reached, Math.min(fraction, 0.99));
    if (now() - reportedAt < pause) return;
    reportedAt = now();
    report(reached, message);
  };
}

/** The same progress for one step that fills [from, to] of the whole: the step counts from 0 to 1. */
export function progressWithin(progress: ReportProgress, [from, to]: readonly [number, number]): ReportProgress {
  return (fraction, message) => progress(from + (to - from) * fraction, message);
}
