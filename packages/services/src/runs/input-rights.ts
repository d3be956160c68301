import type { ArchiveFrame } from "@datalab/archive";
import { AppError } from "@datalab/errors";
import type { FileReference } from "@datalab/operations";
import { fitsName, resultKeyOfBasename } from "../files/object-key.ts";
import type { ServiceDeps } from "../service-deps.ts";

/** One input file that a user may read now. */
export interface InputRight {
  source: "archive" | "datalab";
  basename: string;
  /** Another version is another file: the archive's frame id, or the sha256 of one of our results. */
  version: string;
  /** Where the archive keeps it, when it was just asked. */
  frame?: ArchiveFrame;
  /** Where our store keeps it, when it is one of our results. */
  objectKey?: string;
}

const FRESH_SECONDS = 600;

/** The rights as far as they are known without asking the archive: all of them, or null. */
export async function knownRights(
  deps: ServiceDeps,
  userId: number,
  files: readonly FileReference[],
): Promise<InputRight[] | null> {
  const results = await resultRights(deps, userId, files);
  const frames = await freshRights(deps, userId, files);
  return results.length + frames.length === files.length ? [...results, ...frames] : null;
}

/**
 * The rights of a user to all of the files, asking the archive with the user's own token where the last answer is older
 * than ten minutes. Throws notFound or forbidden naming the file the user may not read, transient when nobody can tell.
 */
export async function checkRights(
  deps: ServiceDeps,
  user: { userId: number; archiveToken: string | null },
  files: readonly FileReference[],
): Promise<InputRight[]> {
  const unknown = files.find(({ source }) => source !== "archive" && source !== "datalab");
  if (unknown) throw new AppError("invalid", "inputs.unknown_source", `${unknown.basename} is from an unknown source.`);

  const results = await resultRights(deps, user.userId, files);
  const missing = files.find((file) => file.source === "datalab" && !results.some(isSameFile(file)));
  if (missing)
    throw new AppError("notFound", "inputs.result_not_found", `${missing.basename} is not a result of yours.`);

  const fresh = await freshRights(deps, user.userId, files);
  const stale = files.filter((file) => file.source === "archive" && !fresh.some(isSameFile(file)));
  const asked = await askArchive(deps, user, stale);
  return [...results, ...fresh, ...asked];
}

export function isSameFile(a: { source: string; basename: string }) {
  return (b: { source: string; basename: string }) => a.source === b.source && a.basename === b.basename;
}

async function askArchive(
  deps: ServiceDeps,
  user: { userId: number; archiveToken: string | null },
  files: readonly FileReference[],
): Promise<InputRight[]> {
  if (files.length === 0) return [];
  const basenames = files.map(({ basename }) => basename);
  const frames = await deps.archive.frames(basenames, user.archiveToken);
  const rights = frames.map((frame, i) => ({
    source: "archive" as const,
    basename: basenames[i]!,
    version: frame.id,
    frame,
  }));
  const answers = rights.map(({ basename, version }) => ({ basename, frameId: version }));
  await deps.database.frameAccess.remember(user.userId, "archive", answers);
  return rights;
}

async function freshRights(deps: ServiceDeps, userId: number, files: readonly FileReference[]): Promise<InputRight[]> {
  const basenames = files.filter(({ source }) => source === "archive").map(({ basename }) => basename);
  if (basenames.length === 0) return [];
  const fresh = await deps.database.frameAccess.fresh(userId, "archive", basenames, FRESH_SECONDS);
  return fresh.map(({ basename, frameId }) => ({ source: "archive", basename, version: frameId }));
}

/** One of our own results may be read by whoever has an operation of their own that produced it. */
async function resultRights(deps: ServiceDeps, userId: number, files: readonly FileReference[]): Promise<InputRight[]> {
  const rights: InputRight[] = [];
  for (const { source, basename } of files) {
    if (source !== "datalab") continue;
    const key = resultKeyOfBasename(basename);
    const file = key && (await deps.database.operations.resultFile(userId, key, fitsName(basename)));
    if (file) rights.push({ source, basename, version: file.sha256, objectKey: file.key });
  }
  return rights;
}
