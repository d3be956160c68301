import type { RunInputRecord, RunRecord } from "@datalab/db";
import type { FileReference } from "@datalab/operations";
import type { ServiceDeps } from "../service-deps.ts";
import { type InputRight, isSameFile, knownRights } from "./input-rights.ts";

interface Wanted {
  userId: number;
  resultKey: string;
  files: readonly FileReference[];
}

/** The equal completed run that a user may share at once: the right to every file was checked lately, and they are the files it read. */
export async function reusableRun(
  deps: ServiceDeps,
  { userId, resultKey, files }: Wanted,
): Promise<string | undefined> {
  const [rights, run] = await Promise.all([
    knownRights(deps, userId, files),
    deps.database.runs.findCompleted(resultKey),
  ]);
  return rights && run && haveRead(run.inputs, rights) ? run.id : undefined;
}

/** A result counts only for the files it was made of: a name may stand for another file today. */
export async function isReusable(deps: ServiceDeps, run: RunRecord, rights: readonly InputRight[]): Promise<boolean> {
  return haveRead(await deps.database.runs.inputs(run.id), rights);
}

function haveRead(inputs: readonly RunInputRecord[], rights: readonly InputRight[]): boolean {
  return inputs.length === rights.length && inputs.every((input) => readsSameVersion(input, rights));
}

function readsSameVersion(input: RunInputRecord, rights: readonly InputRight[]): boolean {
  return rights.some((right) => isSameFile(input)(right) && right.version === input.archiveFrameId);
}
