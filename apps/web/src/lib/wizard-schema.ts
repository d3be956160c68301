import { inputSchema, type NumberInput } from "@datalab/operations/rules";
import { z } from "zod";
import { channelProblem, chosenFilesProblem, fileShapeProblem } from "./fits-rules.ts";
import type { FitsValue, FormValues, PositionValue, SourceValue } from "./form-values.ts";
import type { FrameChoice } from "./frame-choice.ts";
import { fileList, numberOf } from "./input-data.ts";
import { parseDeclination, parseRightAscension } from "./parse-angle.ts";
import { parseMjd } from "./parse-mjd.ts";
import type { WizardInput, WizardOperation } from "./wizard.ts";

const fitsSchema = (input: WizardInput, choices: Map<string, FrameChoice>) =>
  z.custom<FitsValue>().superRefine((value, context) => {
    const chosen = value.chosen.flatMap((key) => choices.get(key) ?? []);
    const problem =
      chosenFilesProblem(input, chosen) ??
      channelProblem(input, value) ??
      fileShapeProblem(input, fileList(input, value, choices));
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

const ANGLES = {
  ra: "Enter degrees from 0 to 360, or hours as 12:34:56.",
  dec: "Enter degrees from −90 to 90, or −12:34:56.",
};

const sourceSchema = z.custom<SourceValue>().superRefine((value, context) => {
  if (Number.isNaN(parseRightAscension(value.ra)))
    context.addIssue({ code: "custom", path: ["ra"], message: ANGLES.ra });
  if (Number.isNaN(parseDeclination(value.dec)))
    context.addIssue({ code: "custom", path: ["dec"], message: ANGLES.dec });
});

function positionsSchema(input: WizardInput) {
  const minimum = input.minimum ?? 1;
  /** Several positions make a track, and a track needs its times. */
  const timed = minimum > 1;
  return z.custom<PositionValue[]>().superRefine((positions, context) => {
    const refuse = (message: string, path: (string | number)[] = []) =>
      context.addIssue({ code: "custom", path, message });
    positions.forEach(({ ra, dec, time }, index) => {
      if (Number.isNaN(parseRightAscension(ra))) refuse(ANGLES.ra, [index, "ra"]);
      if (Number.isNaN(parseDeclination(dec))) refuse(ANGLES.dec, [index, "dec"]);
      if (parseMjd(time) === null && (timed || time.trim() !== ""))
        refuse("Enter an MJD as 61051.1, or a date as 2026-01-11 02:24:57.", [index, "time"]);
    });
    if (positions.length < minimum) refuse(`Enter at least ${minimum} positions.`);
    const times = positions.flatMap(({ time }) => parseMjd(time) ?? []);
    if (timed && new Set(times).size < times.length) refuse("Two positions have the same time.");
  });
}

/** The worker's own schema, applied to what would be sent. */
function numberSchema(input: WizardInput) {
  const { key, name, description, minimum, maximum, default: preset, required } = input;
  const rule: NumberInput = {
    type: input.type === "int" ? "int" : "float",
    name,
    description,
    minimum,
    maximum,
    required,
    ...(typeof preset === "number" && { default: preset }),
  };
  const schema = inputSchema({ [key]: rule });
  return z.string().superRefine((text, context) => {
    const problem = schema.safeParse({ [key]: numberOf(text) }).error?.issues[0];
    if (problem) context.addIssue({ code: "custom", message: problem.message });
  });
}

const textSchema = (input: WizardInput) =>
  input.required ? z.string().refine((value) => value.trim() !== "", "Fill this in.") : z.string();

const optionSchema = (input: WizardInput) =>
  z.string().refine((value) => input.options.includes(value), "Choose one of the options.");

/** An input the console has no control for: it can only be sent as its default. */
const unknownSchema = (input: WizardInput) =>
  z.any().refine(() => input.default !== undefined && input.default !== null, {
    message: "This kind of input can not be filled in here yet.",
  });

function fieldSchema(input: WizardInput, choices: Map<string, FrameChoice>): z.ZodType {
  switch (input.type) {
    case "fits":
      return fitsSchema(input, choices);
    case "source":
      return sourceSchema;
    case "target_positions":
      return positionsSchema(input);
    case "float":
    case "int":
      return numberSchema(input);
    case "select":
      return optionSchema(input);
    case "string":
      return input.options.length > 0 ? optionSchema(input) : textSchema(input);
    default:
      return unknownSchema(input);
  }
}

/** Checks the form of an operation with the rules the worker will apply, so that mistakes are seen before sending. */
export function wizardSchema(operation: WizardOperation, choices: FrameChoice[]): z.ZodType<FormValues, FormValues> {
  const byKey = new Map(choices.map((choice) => [choice.key, choice]));
  const shape = Object.fromEntries(operation.inputs.map((input) => [input.key, fieldSchema(input, byKey)]));
  return z.object(shape) as unknown as z.ZodType<FormValues, FormValues>;
}
