import type { JsonValue } from "@datalab/services";
import { type InputFile, inputFiles } from "./input-files.ts";
import type { WizardOperation } from "./wizard.ts";

export interface InputRow {
  label: string;
  files: InputFile[];
  /** Empty when the input is a list of files. */
  value: string;
}

function inWords(value: JsonValue): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name} ${typeof member === "object" ? JSON.stringify(member) : member}`)
    .join(", ");
}

/** The inputs of an operation under the labels of its wizard, the wizard's order first. */
export function inputRows(inputData: JsonValue, wizard: WizardOperation | undefined): InputRow[] {
  if (typeof inputData !== "object" || inputData === null || Array.isArray(inputData)) return [];
  const labels = new Map(wizard?.inputs.map(({ key, name }) => [key, name]));
  const keys = [...labels.keys(), ...Object.keys(inputData).filter((key) => !labels.has(key))];
  return keys.flatMap((key) => {
    const value = inputData[key];
    if (value === undefined) return [];
    const files = inputFiles(value);
    return [{ label: labels.get(key) ?? key, files, value: files.length > 0 ? "" : inWords(value) }];
  });
}
