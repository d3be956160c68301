import { compareText } from "./compare-text.ts";
import type { OperationDefinition } from "./define.ts";
import type { FitsInput } from "./wizard.ts";

export type InputData = Readonly<Record<string, unknown>>;

/** Which file, wherever it is kept: the identity that keys, access checks and caches share. */
export interface FileReference {
  readonly source: string;
  readonly basename: string;
}

type FileEntry = Readonly<Record<string, unknown>>;

/** The client sometimes names a file by one of its pictures: `x-large` and `x-small` are `x`. */
export function plainBasename(basename: string): string {
  return basename.replace(/-large|-small/g, "");
}

export function fileReference(entry: FileEntry): FileReference {
  return { source: String(entry.source ?? "archive"), basename: plainBasename(String(entry.basename)) };
}

/** Order of processing: by basename, then source, by code point. */
export function compareFiles(a: FileReference, b: FileReference): number {
  return compareText(a.basename, b.basename) || compareText(a.source, b.source);
}

/** The `fits` inputs of an operation, in wizard order, with the list sent for each (missing counts as empty). */
export function fileLists(
  definition: OperationDefinition,
  inputData: InputData,
): { key: string; input: FitsInput; files: readonly FileEntry[] }[] {
  return Object.entries(definition.wizard.inputs).flatMap(([key, input]) => {
    if (input.type !== "fits") return [];
    const files = inputData[key];
    return [{ key, input, files: Array.isArray(files) ? (files as FileEntry[]) : [] }];
  });
}

/** Every file a request reads, once each, sorted. `inputData` has passed `checkShape`. */
export function inputFiles(definition: OperationDefinition, inputData: InputData): FileReference[] {
  const references = fileLists(definition, inputData).flatMap(({ files }) => files.map(fileReference));
  const distinct = new Map(references.map((file) => [`${file.source}/${file.basename}`, file]));
  return [...distinct.values()].sort(compareFiles);
}

/** A copy of the request whose file lists are sorted by basename; all members of the entries are kept. */
export function sortFileLists(definition: OperationDefinition, inputData: InputData): Record<string, unknown> {
  const sorted: Record<string, unknown> = { ...inputData };
  for (const { key, files } of fileLists(definition, inputData)) {
    if (files.length > 0) {
      sorted[key] = [...files].sort((a, b) => compareText(String(a.basename), String(b.basename)));
    }
  }
  return sorted;
}
