import type { JsonValue, OperationRecord } from "@datalab/db";
import {
  type FileRole,
  type InputData,
  type OperationDefinition,
  type OperationResult,
  type OutputData,
  replaceFileLinks,
} from "@datalab/operations";
import type { FileLinks } from "@datalab/storage";
import type { OutputFileView, OutputView } from "../views.ts";

/** What a run keeps of its result: names of objects in the folder of its key, never links. */
interface StoredOutput {
  output_files?: { basename: string; type: "fits" | "image"; files: { [role: string]: string }; note?: string }[];
  output_data?: JsonValue[];
}

/** Lists without an entry are left out; numbers that JSON cannot hold become null. */
export function storedOutput(result: OperationResult): JsonValue {
  const files = result.output_files.map(({ basename, type, files, note }) => ({
    basename,
    type,
    files: Object.fromEntries(files.map(({ role, name }) => [role, name])),
    ...(note !== undefined && { note }),
  }));
  const output: StoredOutput = {
    ...(files.length > 0 && { output_files: files }),
    ...(result.output_data.length > 0 && { output_data: JSON.parse(JSON.stringify(result.output_data)) }),
  };
  return output as JsonValue;
}

/** How many files and data an output has. */
export function outputCount(stored: JsonValue): number {
  const { output_files = [], output_data = [] } = (stored ?? {}) as StoredOutput; // only `storedOutput` writes the column
  return output_files.length + output_data.length;
}

/** Whether `outputView` needs the operation's input data. */
export function readsInput(stored: JsonValue): boolean {
  return ((stored ?? {}) as StoredOutput).output_data !== undefined;
}

const linkMembers = [
  ["large", "large_url"],
  ["small", "small_url"],
  ["fits", "fits_url"],
  ["tif", "tif_url"],
] as const satisfies readonly (readonly [FileRole, string])[];

/**
 * The output with its links, the same for every reading of one operation, and in the words of the operation's own request:
 * the run may have been another user's.
 */
export function outputView(
  stored: JsonValue,
  operation: Pick<OperationRecord, "id" | "linkSalt" | "inputData">,
  { links, definition }: { links: FileLinks; definition: OperationDefinition | undefined },
): OutputView | null {
  if (stored === null) return null;
  const { output_files, output_data } = stored as StoredOutput; // only `storedOutput` writes the column
  const linkTo = (name: string) => links.link(operation.id, operation.linkSalt, name);
  const dataView = (value: JsonValue) => {
    const linked = replaceFileLinks(value, linkTo) as OutputData;
    return (definition?.echo?.(linked, operation.inputData as InputData) ?? linked) as JsonValue;
  };
  return {
    ...(output_files && {
      output_files: output_files.map(({ basename, type, files, note }) => {
        const view: OutputFileView = { basename, source: "datalab", type };
        for (const [role, member] of linkMembers) {
          const name = files[role];
          if (name) view[member] = linkTo(name);
        }
        if (note !== undefined) view.note = note;
        return view;
      }),
    }),
    ...(output_data && { output_data: output_data.map(dataView) }),
  };
}
