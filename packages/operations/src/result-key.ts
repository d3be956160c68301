import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { OperationDefinition } from "./define.ts";
import { compareFiles, fileLists, fileReference, type InputData } from "./input-files.ts";
import { fallbackOf, statedDate, statedFilter } from "./input-schema.ts";
import { numberFromWire } from "./number-from-wire.ts";
import { requestedValue } from "./target.ts";
import type { FitsInput, WizardInput } from "./wizard.ts";

/**
 * The part of a request that decides its result, defaults filled in: equal results, equal semantic input. It exists for
 * any request that passed `checkShape`, valid or not, so a value that cannot be parsed stands for itself.
 */
export function semanticInput(definition: OperationDefinition, inputData: InputData): Record<string, unknown> {
  const lists = fileLists(definition, inputData).map(({ key, input, files }) => [
    key,
    semanticFiles(definition, input, files),
  ]);
  const values = Object.entries(definition.wizard.inputs)
    .filter(([, input]) => input.type !== "fits")
    .map(([key, input]) => [key, semanticValue(input, requestedValue(key, input, inputData))]);
  return Object.fromEntries([...lists, ...values]);
}

/**
 * 64 lowercase hex digits: sha256 of name, version and the RFC 8785 text of the semantic input. Results by the predecessor's
 * conventions (`parity`) have keys of their own.
 */
export function resultKey(definition: OperationDefinition, inputData: InputData, parity = false): string {
  const text = canonicalJson(semanticInput(definition, inputData));
  const made = `${definition.name}/${definition.version}${parity ? "/parity" : ""}`;
  return createHash("sha256").update(`${made}\n${text}`).digest("hex");
}

function semanticFiles(
  { reads = [] }: OperationDefinition,
  input: FitsInput,
  files: readonly Readonly<Record<string, unknown>>[],
) {
  return files
    .map((file) => ({
      ...fileReference(file),
      ...(reads.includes("filter") && { filter: statedFilter(file) }),
      ...(reads.includes("observation_date") && { observation_date: statedDate(file) }),
      ...(input.color_picker && { color: numbersOf(file.color, ["r", "g", "b"]) }),
      ...(input.include_custom_scale && { zmin: numberFromWire(file.zmin), zmax: numberFromWire(file.zmax) }),
    }))
    .sort(compareFiles);
}

function semanticValue(input: WizardInput, value: unknown): unknown {
  switch (input.type) {
    case "source":
      return semanticPosition(value);
    case "target_positions":
      return Array.isArray(value) ? value.map(semanticPosition) : [];
    case "select":
      return input.options.some((option) => option === value) ? value : input.default;
    case "float":
    case "int":
      return numberFromWire(value ?? fallbackOf(input));
    case "string":
      return value ?? fallbackOf(input);
    default:
      return undefined;
  }
}

function semanticPosition(value: unknown) {
  return numbersOf(value, ["ra", "dec", "mjd"]);
}

/** The named numbers of an object, nothing else of it; null for anything but an object. */
function numbersOf(value: unknown, names: readonly string[]): Record<string, unknown> | null {
  if (typeof value !== "object" || value === null) return null;
  const members = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(names.map((name) => [name, numberFromWire(members[name])]));
}
