import { toAppError } from "@datalab/errors";
import { checkShape, fileListProblem } from "@datalab/operations/rules";
import type { JsonValue } from "@datalab/services";
import type { FitsValue } from "./form-values.ts";
import type { FrameChoice } from "./frame-choice.ts";
import { numberOf } from "./input-data.ts";
import type { WizardInput } from "./wizard.ts";

const files = (count: number) => (count === 1 ? "1 file" : `${count} files`);

/** Why these files can not be sent for this input, by the rules of the worker; null when they can. */
export function chosenFilesProblem(input: WizardInput, chosen: FrameChoice[]): string | null {
  const problem = fileListProblem(
    input,
    chosen.map((choice) => choice.filter),
  );
  switch (problem?.rule) {
    case undefined:
      return null;
    case "minimum": {
      const have = chosen.length === 0 ? "none is chosen" : `${chosen.length} chosen`;
      return `Choose at least ${files(problem.minimum)}; ${have}.`;
    }
    case "maximum":
      return `Choose at most ${files(problem.maximum)}; ${chosen.length} are chosen.`;
    case "filter_stated":
      return "Every chosen file must state its filter; at least one does not.";
    case "filter_options":
      return `Only ${problem.allowed.join(", ")} can be used here; chosen: ${problem.offending.join(", ")}.`;
    case "single_filter":
      return `Choose files of one filter only; chosen: ${problem.filters.join(", ")}.`;
  }
}

/** What the server would refuse at once about a list of files: too many, or names that are none. */
export function fileShapeProblem(input: WizardInput, items: JsonValue): string | null {
  try {
    checkShape({ wizard: { inputs: { [input.name]: { type: "fits" } } } }, { [input.name]: items });
    return null;
  } catch (thrown) {
    return toAppError(thrown).publicMessage;
  }
}

/** Why the colour channels can not be sent; null when they can or when the input has none. */
export function channelProblem(input: WizardInput, value: FitsValue): string | null {
  if (!input.colorPicker || !input.includeCustomScale) return null;
  for (const key of value.chosen) {
    const { zmin = "", zmax = "" } = value.channels[key] ?? {};
    if (zmin.trim() === "" || zmax.trim() === "")
      return "Every colour channel needs a colour and both scale values: enter the darkest and the brightest value.";
    if (typeof numberOf(zmin) !== "number" || typeof numberOf(zmax) !== "number")
      return "The darkest and the brightest value of a channel must be numbers.";
  }
  return null;
}

/** What an input asks for, in words: "At least 2 files, all of one filter: rp, ip." */
export function fileListDemand(input: WizardInput): string {
  const minimum = input.minimum ?? 1;
  const maximum = input.maximum !== undefined && input.maximum < 999 ? input.maximum : undefined;
  const count =
    minimum === maximum
      ? `Exactly ${files(minimum)}`
      : `At least ${files(minimum)}${maximum === undefined ? "" : `, at most ${maximum}`}`;
  const accepted = input.filter_options?.join(", ");
  if (input.single_filter) return `${count}, all of one filter${accepted ? `: ${accepted}` : ""}.`;
  return accepted ? `${count}, in ${accepted}.` : `${count}.`;
}
