const PAUSE_MS = 250;

export interface ProgressWriter {
  report(fraction: number, message: string): void;
  /** Resolves when nothing is being written any more; later reports are dropped. */
  stop(): Promise<void>;
}

/** Writes the newest progress, at most four times a second; an unwritten value is no reason to fail. */
export function progressWriter(write: (fraction: number, message: string) => Promise<unknown>): ProgressWriter {
  let newest: { fraction: number; message: string } | null = null;
  let writing: Promise<void> | null = null;
  let stopped = false;

  const drain = async () => {
    while (newest && !stopped) {
      const { fraction, message } = newest;
      newest = null;
      await write(fraction, message).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    writing = null;
  };
  return {
    report(fraction, message) {
      if (stopped) return;
      newest = { fraction, message };
      writing ??= drain();
    },
    async stop() {
      stopped = true;
      await writing;
    },
  };
}
