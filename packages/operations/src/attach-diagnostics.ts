import { fileLink, replaceFileLinks } from "./file-link.ts";
import { finiteJson } from "./finite-json.ts";
import type { DataAttachments } from "./operation-context.ts";
import type { ResultFile } from "./operation-result.ts";

/**
 * The data of a result as it is kept: numbers finite or null, and the pictures it links to as files `<key>-1-diagnostic.jpg`,
 * … in the order given. `taken` pictures of the same run have numbers already.
 */
export function attachDiagnostics(
  value: unknown,
  { diagnostics = [] }: DataAttachments,
  { key, taken }: { key: string; taken: number },
): { data: unknown; files: ResultFile[] } {
  const nameOf = new Map(diagnostics.map(({ name }, index) => [name, `${key}-${taken + index + 1}-diagnostic.jpg`]));
  const files = diagnostics.map(({ name, path }) => ({
    role: "diagnostic" as const,
    name: nameOf.get(name) ?? name,
    path,
    contentType: "image/jpeg",
  }));
  const data = replaceFileLinks(finiteJson(value), (name) => {
    const stored = nameOf.get(name);
    return stored === undefined ? null : fileLink(stored);
  });
  return { data, files };
}
