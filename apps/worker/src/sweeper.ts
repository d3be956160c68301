import type { Logger } from "@datalab/config";

export interface Sweeper {
  /** Resolves when no sweep is going on any more. */
  stop(): Promise<void>;
}

/** Sweeps at once and then after each pause, never twice at the same time. */
export function startSweeper(sweep: () => Promise<void>, pauseMs: number, logger: Logger): Sweeper {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();

  const turn = () => {
    current = sweep()
      .catch((error: unknown) => logger.error({ err: error }, "A sweep failed"))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, pauseMs);
      });
  };
  turn();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
