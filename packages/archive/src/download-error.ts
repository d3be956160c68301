import { AppError, OutageError } from "@datalab/errors";
import { RefusedAddressError } from "./address-guard.ts";

const localTrouble = new Set(["ENOSPC", "EACCES", "ENOENT", "EROFS", "EDQUOT", "EISDIR", "ENOTDIR", "EMFILE"]);

/** Names what went wrong with a request or a download; anything about the network may work later. */
export function toDownloadError(thrown: unknown, { cancelled }: { cancelled: boolean }): AppError {
  if (cancelled)
    return new AppError("cancelled", "archive.cancelled", "The download was cancelled.", { cause: thrown });
  if (thrown instanceof AppError) return thrown;
  for (let cause = thrown; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RefusedAddressError) {
      const text = "The archive points to a file at an address that is not allowed.";
      return new AppError("forbidden", "archive.address_refused", text, { cause: thrown });
    }
    if (cause.name === "TimeoutError") {
      return new OutageError("archive", "archive.too_slow", "The archive took too long to answer.", { cause: thrown });
    }
    if (localTrouble.has((cause as NodeJS.ErrnoException).code ?? "")) {
      return new AppError("internal", "archive.cannot_write", "The downloaded file could not be written.", {
        cause: thrown,
      });
    }
  }
  return new OutageError("archive", "archive.unreachable", "The archive cannot be reached at the moment.", {
    cause: thrown,
  });
}
