import type { FrameChoice } from "./frame-choice.ts";
import type { WizardInput } from "./wizard.ts";

/**
 * What a file input starts with. Only an input that wants one filter starts filled: with the files of the most frequent
 * filter it accepts (of equally frequent ones the first it names), up to its maximum.
 */
export function preselectFrames(input: WizardInput, choices: FrameChoice[]): string[] {
  if (!input.single_filter) return [];
  const counts = new Map<string, number>(input.filter_options?.map((filter) => [filter, 0]));
  for (const { filter } of choices) {
    const accepted = !input.filter_options || counts.has(filter);
    if (filter && accepted) counts.set(filter, (counts.get(filter) ?? 0) + 1);
  }
  const [filter, count] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ["", 0]);
  if (count === 0) return [];
  return choices
    .filter((choice) => choice.filter === filter)
    .slice(0, input.maximum)
    .map((choice) => choice.key);
}
