import { AppError } from "@datalab/errors";

export type StopCause = "shutdown" | "lease-lost" | "time-limit";

export interface StopSwitch {
  signal: AbortSignal;
  /** What stopped the run first; null while nothing did. */
  cause(): StopCause | null;
  close(): void;
}

/** One signal out of everything that may stop a run early, which remembers what came first. */
export function stopSwitch(
  { shutdown, leaseLost }: { shutdown: AbortSignal; leaseLost: AbortSignal },
  timeLimitSeconds: number,
): StopSwitch {
  const controller = new AbortController();
  let first: StopCause | null = null;
  const stop = (cause: StopCause) => {
    first ??= cause;
    controller.abort(new AppError("cancelled", "runs.stopped", "The run was stopped."));
  };
  const onShutdown = () => stop("shutdown");
  const onLeaseLost = () => stop("lease-lost");
  const timer = setTimeout(() => stop("time-limit"), timeLimitSeconds * 1000);
  shutdown.addEventListener("abort", onShutdown);
  leaseLost.addEventListener("abort", onLeaseLost);
  if (shutdown.aborted) onShutdown();

  return {
    signal: controller.signal,
    cause: () => first,
    close() {
      clearTimeout(timer);
      shutdown.removeEventListener("abort", onShutdown);
      leaseLost.removeEventListener("abort", onLeaseLost);
    },
  };
}
