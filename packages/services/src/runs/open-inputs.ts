import type { RunInputRecord } from "@datalab/db";
import { AppError } from "@datalab/errors";
import type { FileReference, LocalFile } from "@datalab/operations";
import type { FrameLease } from "@datalab/storage";
import type { ServiceDeps } from "../service-deps.ts";
import { downloadOf } from "./input-download.ts";
import { type InputRight, isSameFile } from "./input-rights.ts";
import type { RunEngine } from "./run-engine.ts";

export interface OpenInputs {
  /** A local copy that stays until it is released, or until all are. */
  open(file: FileReference): Promise<LocalFile>;
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
  const held = new Set<Promise<FrameLease>>();
  const hashes = new Map<InputRight, string>();
  const letGo = async (opening: Promise<FrameLease>) => {
    if (!held.delete(opening)) return;
    const lease = await opening.catch(() => undefined);
    await lease?.release();
  };
  return {
    async open(file) {
      const right = rights.find(isSameFile(file));
      if (!right)
        throw new AppError("internal", "inputs.not_declared", `${file.basename} is not an input of this run.`);
      const opening = engine.frameCache.fetch(right, downloadOf(deps, user, right), signal);
      held.add(opening);
      const { path, sha256 } = await opening;
      hashes.set(right, sha256);
      return { path, release: () => letGo(opening) };
    },
    records: () =>
      rights.map((right) => ({
        source: right.source,
        basename: right.basename,
        archiveFrameId: right.version,
        sha256: hashes.get(right) ?? null,
      })),
    async release() {
      for (const opening of held) await letGo(opening);
    },
  };
}
