import { toAppError } from "@datalab/errors";
import { type AnalysisName, analysisError, type FileReference } from "@datalab/operations";
import type { Actor } from "../actor.ts";
import { checkRights, type InputRight, knownRights } from "../runs/input-rights.ts";
import type { ServiceDeps } from "../service-deps.ts";

/** The right of a user to one frame: known for ten minutes, else asked of the archive now. */
export async function frameRight(
  deps: ServiceDeps,
  actor: Actor,
  name: AnalysisName,
  file: FileReference,
): Promise<InputRight> {
  const known = await knownRights(deps, actor.userId, [file]);
  const [right] = known ?? (await checkRights(deps, await archiveUser(actor), [file]).catch(notFetched(name, file)));
  return right as InputRight; // one a file
}

export async function archiveUser(actor: Actor): Promise<{ userId: number; archiveToken: string | null }> {
  return { userId: actor.userId, archiveToken: await actor.archiveToken() };
}

/** Whatever keeps a frame away, a caller learns only that it could not be fetched, and not that there is one he may not see. */
export function notFetched(name: AnalysisName, { basename }: FileReference) {
  return (thrown: unknown): never => {
    const error = toAppError(thrown);
    if (error.kind === "internal" || error.code === "inputs.changed") throw error;
    throw analysisError(name, `${basename} could not be fetched.`, "analysis.not_fetched", error);
  };
}
