import { isRowId, notFound } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { ByteRange, OpenFile } from "./open-file.ts";

const NAME = /^[0-9a-f]{64}[A-Za-z0-9._-]{0,100}$/;
const SHOWN_IN_PLACE = /\.jpg$/;

/** Opens a result file by its signed link. A wrong signature, name or operation cannot be told from one another. */
export async function openResultFile(
  deps: ServiceDeps,
  operationId: number,
  name: string,
  signature: string,
  range?: ByteRange,
): Promise<OpenFile> {
  if (!isRowId(operationId) || !NAME.test(name)) throw notFound();
  const operation = await deps.database.operations.find(operationId);
  if (!operation || !deps.links.verify(operationId, operation.linkSalt, name, signature)) throw notFound();
  const file =
    operation.state === "attached" && operation.run && (await deps.database.runs.file(operation.run.id, name));
  if (!file) throw notFound();
  const wanted = range && { start: range.start, end: range.end ?? Number.MAX_SAFE_INTEGER };
  const body = await deps.store.get(file.key, wanted);
  return { ...body, name, attachment: !SHOWN_IN_PLACE.test(name) };
}
