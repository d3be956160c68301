import type { PointFlag, PointNote } from "./point-flags.ts";

/** Up to so many frames have a line each. */
const mostLines = 5;

const hidesMagnitude: readonly PointFlag[] = ["cut", "missing_pixels", "saturated"];
/** What calibration tells in words of its own, or once a series. */
const toldElsewhere: readonly PointFlag[] = ["too_few_comparisons"];

interface LineRules {
  /** Magnitudes are given whatever is wrong with the counts. */
  readonly parity: boolean;
}

/** What a point's notes say, as sentences, each with what follows from it. */
export function noteSentences(notes: readonly PointNote[], rules: LineRules): string[] {
  return notes.map(({ flag, text }) => {
    const words = sentence(text, flag, rules);
    return words[0].toUpperCase() + words.slice(1);
  });
}

/** One line a flag and frame, or one for all frames with that flag where these are many. `names`: of the frames. */
export function noteLines(names: readonly string[], notes: readonly PointNote[][], rules: LineRules): string[] {
  const found = new Map<PointFlag, { name: string; note: PointNote }[]>();
  notes.forEach((own, index) => {
    for (const note of own) {
      const entries = found.get(note.flag) ?? [];
      if (entries.length === 0) found.set(note.flag, entries);
      entries.push({ name: names[index], note });
    }
  });
  return [...found]
    .filter(([flag]) => !toldElsewhere.includes(flag))
    .flatMap(([flag, entries]) => {
      const line = (who: string, text: string) => `${who}: ${sentence(text, flag, rules)}`;
      if (entries.length <= mostLines) return entries.map(({ name, note }) => line(name, note.text));
      const who = whichOf(
        entries.map(({ name }) => name),
        names.length,
      );
      return [line(who, entries[0].note.general)];
    });
}

/** One line a sentence that frames have in common: `sentences` are those of each frame. */
export function commonLines(names: readonly string[], sentences: readonly (readonly string[])[]): string[] {
  const found = new Map<string, string[]>();
  sentences.forEach((own, index) => {
    for (const text of new Set(own)) found.set(text, [...(found.get(text) ?? []), names[index]]);
  });
  return Array.from(found, ([text, having]) => `${whichOf(having, names.length)}: ${text}`);
}

/** "a, b", "All 20 frames" or "7 of 20 frames (a, b, …)". */
function whichOf(names: readonly string[], all: number): string {
  if (names.length > 1 && names.length === all) return `All ${all} frames`;
  return names.length <= mostLines ? names.join(", ") : `${names.length} of ${all} frames (${names.join(", ")})`;
}

function sentence(text: string, flag: PointFlag, { parity }: LineRules): string {
  if (!hidesMagnitude.includes(flag)) return `${text}.`;
  return parity ? `${text}; its magnitude is given all the same.` : `${text}, so it has no magnitude here.`;
}
