import type { ServiceLogger } from "@datalab/services";

export interface Repetition {
  /** Resolves when nothing is going on any more. */
  stop(): Promise<void>;
}

/** Does something at once and then after each pause, never twice at the same time. */
export function repeatedly(
  what: string,
  work: () => Promise<void>,
  pauseMs: number,
  logger: Pick<ServiceLogger, "error">,
): Repetition {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();

  const turn = () => {
    current = work()
      .catch((error: unknown) => logger.error({ err: error }, `${what} failed`))
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
