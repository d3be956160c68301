import type { RunInputRecord } from "@datalab/db";
import { AppError } from "@datalab/errors";
import type { FileReference } from "@datalab/operations";
import type { FrameLease } from "@datalab/storage";
import type { ServiceDeps } from "../service-deps.ts";
import { downloadOf } from "./input-download.ts";
import { type InputRight, isSameFile } from "./input-rights.ts";
import type { RunEngine } from "./run-engine.ts";

export interface OpenInputs {
  /** A local copy that stays until `release`. Files opened twice are held once. */
  open(file: FileReference): Promise<{ path: string }>;
  /** Every file of the run, with the hash of those that were opened. */
  records(): RunInputRecord[];
  release(): Promise<void>;
}

/** Local copies of the files a run may read, from this machine's cache, the archive or the store. */
export function openInputs(
  deps: ServiceDeps,
  engine: RunEngine,
  user: { userId: number; archiveToken: string | null },
  rights: readonly InputRight[],
  signal: AbortSignal,
): OpenInputs {
  const opened = new Map<InputRight, Promise<FrameLease>>();
  const hashes = new Map<InputRight, string>();
  return {
    async open(file) {
      const right = rights.find(isSameFile(file));
      if (!right)
        throw new AppError("internal", "inputs.not_declared", `${file.basename} is not an input of this run.`);
      const opening = opened.get(right) ?? engine.frameCache.fetch(right, downloadOf(deps, user, right), signal);
      opened.set(right, opening); // before it is there: the same file may be opened twice at once
      const lease = await opening;
      hashes.set(right, lease.sha256);
      return lease;
    },
    records: () =>
      rights.map((right) => ({
        source: right.source,
        basename: right.basename,
        archiveFrameId: right.version,
        sha256: hashes.get(right) ?? null,
      })),
    async release() {
      for (const opening of await Promise.allSettled(opened.values())) {
        if (opening.status === "fulfilled") await opening.value.release();
      }
    },
  };
}
