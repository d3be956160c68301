import type { JsonValue } from "@datalab/services";

export interface InputFile {
  basename: string;
  /** The base name, or for a result which operation made it. */
  name: string;
  filter: string;
}

function inputFile(value: JsonValue): InputFile | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  if (typeof value.basename !== "string") return null;
  const filter = value.filter ?? value.primary_optical_element;
  const { basename, operationName, operationIndex } = value;
  const producer = typeof operationIndex === "number" ? `${operationName} ${operationIndex + 1}` : null;
  return {
    basename,
    name: producer ? `Result of ${producer}` : basename,
    filter: typeof filter === "string" ? filter : "",
  };
}

/** The files of one input of an operation; empty when the input is not a list of files. */
export function inputFiles(value: JsonValue): InputFile[] {
  return Array.isArray(value) ? value.flatMap((item) => inputFile(item) ?? []) : [];
}

/** How many files an operation works on, over all its inputs. */
export function inputFileCount(inputData: JsonValue): number {
  if (typeof inputData !== "object" || inputData === null) return 0;
  return Object.values(inputData).reduce((sum: number, value) => sum + inputFiles(value).length, 0);
}

/** The base names of all files an operation works on. */
export function inputFileNames(inputData: JsonValue): string[] {
  if (typeof inputData !== "object" || inputData === null) return [];
  return Object.values(inputData).flatMap((value) => inputFiles(value).map(({ basename }) => basename));
}
