import type { FitsValue } from "./form-values.ts";
import type { FrameChoice } from "./frame-choice.ts";
import type { WizardInput } from "./wizard.ts";

const files = (count: number) => (count === 1 ? "1 file" : `${count} files`);
const named = (filters: Iterable<string>) => [...filters].sort().join(", ");

/** Why these files can not be sent for this input, in the order the server checks; null when they can. */
export function fileListProblem(input: WizardInput, chosen: FrameChoice[]): string | null {
  const minimum = input.minimum ?? 1;
  if (chosen.length < minimum) {
    const have = chosen.length === 0 ? "none is chosen" : `${chosen.length} chosen`;
    return `Choose at least ${files(minimum)}; ${have}.`;
  }
  if (input.maximum !== undefined && chosen.length > input.maximum)
    return `Choose at most ${files(input.maximum)}; ${chosen.length} are chosen.`;
  const filters = new Set(chosen.map((choice) => choice.filter));
  if (input.filterOptions.length > 0) {
    if (filters.has("")) return "Every chosen file must state its filter; at least one does not.";
    const refused = [...filters].filter((filter) => !input.filterOptions.includes(filter));
    if (refused.length > 0)
      return `Only ${input.filterOptions.join(", ")} can be used here; chosen: ${named(refused)}.`;
  }
  if (input.singleFilter && filters.size > 1) return `Choose files of one filter only; chosen: ${named(filters)}.`;
  return null;
}

/** Why the colour channels can not be sent; null when they can or when the input has none. */
export function channelProblem(input: WizardInput, value: FitsValue): string | null {
  if (!input.colorPicker || !input.includeCustomScale) return null;
  for (const key of value.chosen) {
    const { zmin = "", zmax = "" } = value.channels[key] ?? {};
    if (zmin.trim() === "" || zmax.trim() === "") return "Enter the darkest and the brightest value of every channel.";
    if (!Number.isFinite(Number(zmin)) || !Number.isFinite(Number(zmax)))
      return "The darkest and the brightest value of a channel must be numbers.";
    if (Number(zmin) >= Number(zmax)) return "The brightest value of a channel must be above the darkest.";
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
  const accepted = input.filterOptions.join(", ");
  if (input.singleFilter) return `${count}, all of one filter${accepted ? `: ${accepted}` : ""}.`;
  return accepted ? `${count}, in ${accepted}.` : `${count}.`;
}
