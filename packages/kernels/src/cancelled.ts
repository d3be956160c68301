import { AppError } from "@datalab/errors";

/** The error of work that its caller stopped. */
export function cancelled(signal?: AbortSignal): AppError {
  if (signal?.reason instanceof AppError) return signal.reason;
  return new AppError("cancelled", "kernels.cancelled", "The work was cancelled.");
}
