import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { AppError } from "@datalab/errors";
import type { ServiceDeps } from "../service-deps.ts";
import type { InputRight } from "./input-rights.ts";

const MAX_FRAME_BYTES = 2 ** 31;

type Download = (path: string, signal: AbortSignal) => Promise<void>;

/** Writes the file that a right is about to a local path: from the archive, or from the store when it is a result of our own. */
export function downloadOf(
  deps: ServiceDeps,
  user: { userId: number; archiveToken: string | null },
  right: InputRight,
): Download {
  return right.source === "datalab" ? resultDownload(deps, right) : frameDownload(deps, user, right);
}

function frameDownload(
  deps: ServiceDeps,
  user: { userId: number; archiveToken: string | null },
  right: InputRight,
): Download {
  return async (path, signal) => {
    const frame = right.frame ?? (await deps.archive.frame(right.basename, user.archiveToken));
    if (frame.id !== right.version) {
      const renewed = [{ basename: right.basename, frameId: frame.id }];
      await deps.database.frameAccess.remember(user.userId, "archive", renewed);
      throw new AppError("transient", "inputs.changed", `${right.basename} was replaced in the archive just now.`);
    }
    await deps.archive.download(frame, path, { signal, maxBytes: MAX_FRAME_BYTES });
  };
}

function resultDownload(deps: ServiceDeps, right: InputRight): Download {
  return async (path, signal) => {
    if (!right.objectKey) {
      throw new AppError(
        "internal",
        "inputs.no_object",
        `${right.basename} was let in without its place in the store.`,
      );
    }
    const { stream } = await deps.store.get(right.objectKey);
    await pipeline(stream, createWriteStream(path), { signal });
  };
}
