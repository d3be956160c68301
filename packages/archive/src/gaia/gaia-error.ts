import { AppError, OutageError } from "@datalab/errors";

/** Whatever went wrong between us and Gaia: one text for people, the cause inside. That Gaia refuses a query is no outage. */
export function toGaiaError(thrown: unknown, signal: AbortSignal): AppError {
  if (signal.aborted) return new AppError("cancelled", "gaia.cancelled", "The query was cancelled.", { cause: thrown });
  if (thrown instanceof AppError && thrown.kind === "tooLarge") return thrown;
  const text = "Gaia data could not be fetched; please try again later.";
  const isAnswer = thrown instanceof AppError && (thrown.kind !== "transient" || thrown.code === "gaia.job_failed");
  if (isAnswer) return new AppError("transient", "gaia.failed", text, { cause: thrown });
  return new OutageError("gaia", "gaia.unavailable", text, { cause: thrown });
}
