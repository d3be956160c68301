import { numberFromWire } from "@datalab/operations/rules";
import type { JsonValue } from "@datalab/services";
import type { FieldValue, FitsValue, FormValues, PositionValue, SourceValue } from "./form-values.ts";
import type { FrameChoice } from "./frame-choice.ts";
import { parseDeclination, parseRightAscension } from "./parse-angle.ts";
import { parseMjd } from "./parse-mjd.ts";
import type { WizardInput, WizardOperation } from "./wizard.ts";

type JsonObject = { [key: string]: JsonValue };

const rgb = (hex: string) => ({
  r: Number.parseInt(hex.slice(1, 3), 16),
  g: Number.parseInt(hex.slice(3, 5), 16),
  b: Number.parseInt(hex.slice(5, 7), 16),
});

function channelMembers(input: WizardInput, value: FitsValue, key: string): JsonObject {
  const channel = value.channels[key];
  if (!input.colorPicker || !channel) return {};
  const color = rgb(channel.color);
  if (!input.includeCustomScale) return { color };
  const [zmin, zmax] = [numberOf(channel.zmin), numberOf(channel.zmax)];
  return { color, ...(zmin !== undefined && { zmin }), ...(zmax !== undefined && { zmax }) };
}

export function fileList(input: WizardInput, value: FitsValue, choices: Map<string, FrameChoice>): JsonValue {
  return value.chosen.flatMap((key) => {
    const choice = choices.get(key);
    return choice ? [{ ...choice.item, ...channelMembers(input, value, key) }] : [];
  });
}

function sourceMembers(value: SourceValue): JsonValue {
  const name = value.name.trim();
  return { ...(name ? { name } : {}), ra: parseRightAscension(value.ra), dec: parseDeclination(value.dec) };
}

function positionMembers({ ra, dec, time }: PositionValue): JsonValue {
  const mjd = parseMjd(time);
  return { ra: parseRightAscension(ra), dec: parseDeclination(dec), ...(mjd !== null && { mjd }) };
}

/** A number as typed; a blank field sends nothing, so that the default or the absence of a value holds. */
export function numberOf(text: string): JsonValue | undefined {
  return text.trim() === "" ? undefined : (numberFromWire(text) as JsonValue);
}

function dataOf(input: WizardInput, value: FieldValue, choices: Map<string, FrameChoice>): JsonValue | undefined {
  switch (input.type) {
    case "fits":
      return fileList(input, value as FitsValue, choices);
    case "source":
      return sourceMembers(value as SourceValue);
    case "target_positions":
      return (value as PositionValue[]).map(positionMembers);
    case "float":
    case "int":
      return numberOf(value as string);
    case "select":
      return value as string;
    case "string":
      return value === "" ? undefined : (value as string);
    default:
      return input.default as JsonValue;
  }
}

/** The `input_data` of valid form values. */
export function inputData(operation: WizardOperation, values: FormValues, choices: FrameChoice[]): JsonObject {
  const byKey = new Map(choices.map((choice) => [choice.key, choice]));
  const entries = operation.inputs.flatMap((input) => {
    const data = dataOf(input, values[input.key]!, byKey);
    return data === undefined ? [] : [[input.key, data] as const];
  });
  return Object.fromEntries(entries);
}
