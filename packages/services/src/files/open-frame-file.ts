import { notFound } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { objectKey } from "./object-key.ts";
import type { ByteRange, OpenFile } from "./open-file.ts";

/** Opens a file that was made of a frame by its signed link. */
export async function openFrameFile(
  deps: ServiceDeps,
  folder: string,
  name: string,
  signature: string,
  range?: ByteRange,
): Promise<OpenFile> {
  if (!deps.links.verifyFrame(folder, name, signature)) throw notFound();
  const wanted = range && { start: range.start, end: range.end ?? Number.MAX_SAFE_INTEGER };
  return { ...(await deps.store.get(objectKey(folder, name), wanted)), name, attachment: true };
}
