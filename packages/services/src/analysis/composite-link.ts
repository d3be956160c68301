import type { FileReference } from "@datalab/operations";
import type { Actor } from "../actor.ts";
import { resultKeyOfBasename } from "../files/object-key.ts";
import type { ServiceDeps } from "../service-deps.ts";

/** The link to the TIFF that an operation of the caller's own made, as Color Image does; null where there is none. */
export async function compositeLink(
  deps: ServiceDeps,
  actor: Actor,
  { source, basename }: FileReference,
): Promise<string | null> {
  const key = source === "datalab" ? resultKeyOfBasename(basename) : null;
  const name = `${basename}.tif`;
  const operation = key && (await deps.database.operations.resultOwner(actor.userId, key, name));
  return operation ? deps.links.link(operation.id, operation.linkSalt, name) : null;
}
