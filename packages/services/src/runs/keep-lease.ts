/** Two seconds at most pass between a cancel and the heartbeat that notices it. */
const LONGEST_PAUSE_MS = 1500;

export interface KeptLease {
  /** Aborts when the run is no longer ours: cancelled, taken over, or not renewed in time. */
  lost: AbortSignal;
  /** To be told by whoever else learns that the run is no longer ours. */
  lose(): void;
  stop(): void;
}

/**
 * Renews a run's lease until it is stopped. `heartbeat` answers false when the lease is gone; its errors, and its silence,
 * are outlived while the lease lasts.
 */
export function keepLease(heartbeat: () => Promise<boolean>, leaseSeconds: number): KeptLease {
  const leaseMs = leaseSeconds * 1000;
  const lost = new AbortController();
  let next: NodeJS.Timeout | undefined;
  let end: NodeJS.Timeout | undefined;
  let stopped = false;

  const stop = () => {
    stopped = true;
    clearTimeout(next);
    clearTimeout(end);
  };
  const lose = () => {
    stop();
    lost.abort();
  };
  /** The lease counts from before the question: the database's clock may have started at any moment of it. */
  const renewed = (at: number) => {
    clearTimeout(end);
    end = setTimeout(lose, Math.max(0, at + leaseMs - performance.now()));
  };
  const beat = async () => {
    const asked = performance.now();
    const isOurs = await heartbeat().catch(() => null);
    if (stopped) return;
    if (isOurs === false) return lose();
    if (isOurs) renewed(asked);
    schedule();
  };
  const schedule = () => {
    next = setTimeout(beat, Math.min(leaseMs / 3, LONGEST_PAUSE_MS));
  };
  renewed(performance.now());
  schedule();
  return { lost: lost.signal, lose, stop };
}
