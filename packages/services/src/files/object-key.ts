import { createHash } from "node:crypto";

const RESULT_KEY = /^[0-9a-f]{64}(?=-|$)/;

/** The result key that an output's basename (`<key>` or `<key>-<n>`) begins with, or null. */
export function resultKeyOfBasename(basename: string): string | null {
  return RESULT_KEY.exec(basename)?.[0] ?? null;
}

/**
 * The folder of the store that is one run's own. Runs of one key write files of the same names, perhaps at the same time
 * or of another version of an input: in a folder of its own none can change, or take away, what another one shows.
 */
export function runFolder(runId: string): string {
  return createHash("sha256").update(`run ${runId}`).digest("hex");
}

export function objectKey(folder: string, name: string): string {
  return `${folder}/${name}`;
}

export function fitsName(basename: string): string {
  return `${basename}.fits`;
}
