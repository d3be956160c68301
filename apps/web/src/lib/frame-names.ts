import { isUsableBasename } from "@datalab/operations/rules";

const SUFFIX = /(\.fits(\.fz)?|\.fz)$/i;

export interface FrameNames {
  names: string[];
  /** Lines that can not be a frame name, as typed. */
  wrong: string[];
}

/** Archive base names from text, one a line: blank lines are skipped, `.fits.fz` is cut off, repeats are dropped. */
export function parseFrameNames(text: string): FrameNames {
  const lines = text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const names = new Set<string>();
  const wrong: string[] = [];
  for (const line of lines) {
    const name = line.replace(SUFFIX, "");
    if (isUsableBasename(name)) names.add(name);
    else wrong.push(line);
  }
  return { names: [...names], wrong };
}
