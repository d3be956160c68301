/** Two seconds at most pass between a cancel and the heartbeat that notices it. */
const LONGEST_PAUSE_MS = 1500;

export interface KeptLease {
  /** Aborts when the run is no longer ours: cancelled, taken over, or not renewed in time. */
  lost: AbortSignal;
  stop(): void;
}

/** Renews a run's lease until it is stopped. `heartbeat` answers false when the lease is gone; its errors are outlived while the lease lasts. */
export function keepLease(heartbeat: () => Promise<boolean>, leaseSeconds: number): KeptLease {
  const leaseMs = leaseSeconds * 1000;
  const lost = new AbortController();
  let renewed = Date.now();
  let stopped = false;
  let timer: NodeJS.Timeout;

  const beat = async () => {
    try {
      if (await heartbeat()) renewed = Date.now();
      else lost.abort();
    } catch {
      if (Date.now() - renewed > leaseMs) lost.abort();
    }
    schedule();
  };
  const schedule = () => {
    if (!stopped && !lost.signal.aborted) timer = setTimeout(beat, Math.min(leaseMs / 3, LONGEST_PAUSE_MS));
  };
  schedule();
  return {
    lost: lost.signal,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
