import { AppError } from "@datalab/errors";

/** Whatever went wrong between us and Gaia: one text for people, the cause inside. */
export function toGaiaError(thrown: unknown, signal: AbortSignal): AppError {
  if (signal.aborted) return new AppError("cancelled", "gaia.cancelled", "The query was cancelled.", { cause: thrown });
  if (thrown instanceof AppError && thrown.kind === "tooLarge") return thrown;
  const text = "Gaia data could not be fetched; please try again later.";
  return new AppError("transient", "gaia.unavailable", text, { cause: thrown });
}
