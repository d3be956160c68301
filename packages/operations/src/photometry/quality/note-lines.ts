import type { PointFlag, PointNote } from "./point-flags.ts";

/** Up to so many frames are told apart. */
const mostLines = 5;

const hidesMagnitude: readonly PointFlag[] = ["cut", "missing_pixels", "saturated"];

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

/**
 * Lines about the notes of all points, flag by flag: one for frames of which the same is to be said, and one for all frames with the flag
 * where these are many. `names`: of the frames.
 */
export function noteLines(names: readonly string[], notes: readonly PointNote[][], rules: LineRules): string[] {
  const flags = [...new Set(notes.flat().map(({ flag }) => flag))].filter((flag) => !isToldElsewhere(flag, rules));
  return flags.flatMap((flag) => {
    const having = notes.map((own) => own.filter((note) => note.flag === flag));
    const lines = (text: (note: PointNote) => string) =>
      commonLines(
        names,
        having.map((own) => own.map((note) => sentence(text(note), flag, rules))),
      );
    const exact = lines((note) => note.text);
    return exact.length <= mostLines ? exact : lines((note) => note.general);
  });
}

/** One line a sentence that frames have in common: `sentences` are those of each frame. */
export function commonLines(names: readonly string[], sentences: readonly (readonly string[])[]): string[] {
  const found = new Map<string, string[]>();
  sentences.forEach((own, index) => {
    for (const text of new Set(own)) {
      const having = found.get(text) ?? [];
      if (having.length === 0) found.set(text, having);
      having.push(names[index]);
    }
  });
  return Array.from(found, ([text, having]) => `${whichOf(having, names.length)}: ${text}`);
}

/** "a, b", "All 20 frames" or "7 of 20 frames (a, b, …)". */
function whichOf(names: readonly string[], all: number): string {
  if (names.length > 1 && names.length === all) return `All ${all} frames`;
  return names.length <= mostLines ? names.join(", ") : `${names.length} of ${all} frames (${names.join(", ")})`;
}

/** Calibration has words of its own for too few stars; a crowded aperture has no line in the predecessor's results, only the flag. */
function isToldElsewhere(flag: PointFlag, { parity }: LineRules): boolean {
  return flag === "too_few_comparisons" || (parity && flag === "neighbour");
}

function sentence(text: string, flag: PointFlag, { parity }: LineRules): string {
  if (flag === "unknown_exposure") return `${text}, so BJD and HJD are not given.`;
  if (!hidesMagnitude.includes(flag)) return `${text}.`;
  return parity ? `${text}; its magnitude is given all the same.` : `${text}, so it has no magnitude here.`;
}
