import { z } from "zod";
import { compareFiles, fileReference } from "./input-files.ts";
import { numberFromWire } from "./number-from-wire.ts";
import type {
  FitsInput,
  InputOf,
  NumberInput,
  SelectInput,
  SourceInput,
  StringInput,
  TargetPositionsInput,
  WizardInput,
  WizardInputs,
} from "./wizard.ts";

type FileEntry = Readonly<Record<string, unknown>>;

function fitsSchema(input: FitsInput) {
  const hasChannels = input.color_picker || input.include_custom_scale;
  return z
    .array(
      z.looseObject({ basename: z.string() }).transform((entry: FileEntry) => ({
        ...fileReference(entry),
        filter: statedFilter(entry),
        observationDate: statedDate(entry),
        ...(hasChannels && channel.parse(entry)),
      })),
    )
    .nullish()
    .transform((files) => (files ?? []).sort(compareFiles));
}

const wireNumber = z.preprocess(numberFromWire, z.number());
const channel = z.object({
  color: z.object({ r: wireNumber, g: wireNumber, b: wireNumber }).optional().catch(undefined),
  zmin: wireNumber.optional().catch(undefined),
  zmax: wireNumber.optional().catch(undefined),
});

/** The filter an entry of a file list states, "" when it does not. */
export function statedFilter(entry: FileEntry): string {
  const filter = "filter" in entry ? entry.filter : entry.primary_optical_element;
  return filter === null || filter === undefined ? "" : String(filter);
}

/** When an entry of a file list says it was taken, "" when it does not. */
export function statedDate({ observation_date }: FileEntry): string {
  return typeof observation_date === "string" ? observation_date : "";
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
  return withAbsence(positionSchema(`${input.name} needs a position.`), input);
}

function targetPositionsSchema(input: TargetPositionsInput) {
  const position = positionSchema(`Every position of ${input.name} needs ra and dec in degrees, and mjd as a number.`);
  const minimum = input.minimum ?? 0;
  return z
    .array(position)
    .nullish()
    .transform((positions) => positions ?? [])
    .refine((positions) => positions.length >= minimum, {
      error: `${input.name} needs at least ${minimum} target positions.`,
    });
}

function positionSchema(error: string) {
  const degrees = z.preprocess(numberFromWire, z.number({ error }));
  const time = z.preprocess((mjd) => numberFromWire(mjd ?? undefined), z.number({ error }).optional());
  return z
    .object({ ra: degrees, dec: degrees, mjd: time }, { error })
    .refine(({ dec }) => Math.abs(dec) <= 90, { error: "A declination lies between −90 and 90 degrees." })
    .transform(({ ra, dec, mjd }) => ({ ra: wrapped(ra), dec, ...(mjd !== undefined && { mjd }) }));
}

/** The same direction in [0, 360). */
function wrapped(ra: number): number {
  return ra >= 0 && ra < 360 ? ra : ((ra % 360) + 360) % 360;
}

function selectSchema(input: SelectInput) {
  return z.enum(input.options).catch(input.default);
}

/** A missing or null value: an error when required, else the default, else undefined. */
function withAbsence(schema: z.ZodType, input: NumberInput | StringInput | SourceInput): z.ZodType {
  const fallback = fallbackOf(input);
  const present = input.required || fallback !== undefined;
  return z.preprocess((value) => value ?? fallback, present ? schema : schema.optional());
}

/** What stands for a value that a request leaves out. */
export function fallbackOf(input: NumberInput | StringInput | SourceInput): string | number | undefined {
  return "default" in input && !input.required ? input.default : undefined;
}

function schemaOf(input: WizardInput): z.ZodType {
  switch (input.type) {
    case "fits":
      return fitsSchema(input);
    case "source":
      return sourceSchema(input);
    case "target_positions":
      return targetPositionsSchema(input);
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
