import { z } from "zod";
import { compareFiles, fileReference } from "./input-files.ts";
import { numberFromWire } from "./number-from-wire.ts";
import type {
  InputOf,
  NumberInput,
  SelectInput,
  SourceInput,
  StringInput,
  WizardInput,
  WizardInputs,
} from "./wizard.ts";

const fitsFiles = z
  .array(
    z
      .looseObject({ basename: z.string() })
      .transform((entry) => ({ ...fileReference(entry), filter: statedFilter(entry) })),
  )
  .nullish()
  .transform((files) => (files ?? []).sort(compareFiles));

/** The filter an entry of a file list states, "" when it does not. */
export function statedFilter(entry: Readonly<Record<string, unknown>>): string {
  const filter = "filter" in entry ? entry.filter : entry.primary_optical_element;
  return filter === null || filter === undefined ? "" : String(filter);
}

function numberSchema(input: NumberInput) {
  const kind = input.type === "int" ? "a whole number" : "a number";
  let number = z.number({ error: `${input.name} must be ${kind}.` });
  if (input.type === "int") number = number.int({ error: `${input.name} must be ${kind}.` });
  if (input.minimum !== undefined) {
    number = number.min(input.minimum, { error: `${input.name} must be at least ${input.minimum}.` });
  }
  if (input.maximum !== undefined) {
    number = number.max(input.maximum, { error: `${input.name} must be at most ${input.maximum}.` });
  }
  return z.preprocess(numberFromWire, withAbsence(number, input));
}

function sourceSchema(input: SourceInput) {
  const error = `${input.name} needs a position.`;
  const degrees = z.preprocess(numberFromWire, z.number({ error }));
  const position = z.object({ ra: degrees, dec: degrees }, { error });
  return withAbsence(position, input);
}

function selectSchema(input: SelectInput) {
  return z.enum(input.options).catch(input.default);
}

/** A missing or null value: the default, else an error when required, else undefined. */
function withAbsence(schema: z.ZodType, input: NumberInput | StringInput | SourceInput): z.ZodType {
  const fallback = "default" in input ? input.default : undefined;
  const present = input.required || fallback !== undefined;
  return z.preprocess((value) => value ?? fallback, present ? schema : schema.optional());
}

function schemaOf(input: WizardInput): z.ZodType {
  switch (input.type) {
    case "fits":
      return fitsFiles;
    case "source":
      return sourceSchema(input);
    case "select":
      return selectSchema(input);
    case "string":
      return withAbsence(z.string({ error: `${input.name} must be a text.` }), input);
    default:
      return numberSchema(input);
  }
}

/**
 * Schema of an operation's input from its wizard. Unknown members are dropped, numbers may be written as strings,
 * file lists come out sorted; counts and filters of file lists are `validateFileList`'s.
 */
export function inputSchema<Inputs extends WizardInputs>(inputs: Inputs): z.ZodType<InputOf<Inputs>> {
  const shape = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, schemaOf(input)]));
  return z.object(shape) as unknown as z.ZodType<InputOf<Inputs>>; // The shape is built entry by entry like InputOf.
}
