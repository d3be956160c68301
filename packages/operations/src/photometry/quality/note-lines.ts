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
      if (entries.length === names.length) return [line(`All ${names.length} frames`, entries[0].note.general)];
      const which = entries.map(({ name }) => name).join(", ");
      return [line(`${entries.length} of ${names.length} frames (${which})`, entries[0].note.general)];
    });
}

function sentence(text: string, flag: PointFlag, { parity }: LineRules): string {
  if (!hidesMagnitude.includes(flag)) return `${text}.`;
  return parity ? `${text}; its magnitude is given all the same.` : `${text}, so it has no magnitude here.`;
}
