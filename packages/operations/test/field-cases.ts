import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const folder = fileURLToPath(new URL("../../../../shared/data/field/", import.meta.url));

/** One situation of the field: what is asked, and the right answer. */
export interface FieldCase {
  readonly request: Readonly<Record<string, unknown>>;
  readonly expected: { readonly field: string | string[]; readonly values: number[]; readonly tolerance: number };
}

export function fieldCase(name: string): FieldCase {
  return JSON.parse(readFileSync(`${folder}${name}/expected.json`, "utf8"));
}

/** The frames of a case: paths by basename. */
export function fieldFrames(name: string): Map<string, string> {
  const files = readdirSync(`${folder}${name}`).filter((file) => file.endsWith(".fits"));
  return new Map(files.map((file) => [file.replace(/\.fits$/, ""), `${folder}${name}/${file}`]));
}

/** The frames of a case with other cards: `change` gets the text of all headers, card by card, and gives it back. */
export async function changedFrames(
  name: string,
  change: (cards: readonly string[], frame: number) => string[],
): Promise<Map<string, string>> {
  const into = await mkdtemp(join(tmpdir(), "datalab-field-"));
  onTestFinished(() => rm(into, { recursive: true, force: true }));
  const changed = new Map<string, string>();
  for (const [frame, [basename, path]] of [...fieldFrames(name)].sort().entries()) {
    const target = join(into, `${basename}.fits`);
    await writeFile(
      target,
      withImageCards(readFileSync(path), (cards) => change(cards, frame)),
    );
    changed.set(basename, target);
  }
  return changed;
}

/** A file whose first extension's header has other cards. */
function withImageCards(bytes: Buffer, change: (cards: string[]) => string[]): Buffer {
  const start = endOfHeader(bytes, 0);
  const end = endOfHeader(bytes, start);
  const text = bytes.subarray(start, end).toString("latin1");
  const cards = Array.from({ length: text.length / 80 }, (_, i) => text.slice(80 * i, 80 * i + 80));
  const kept = cards.slice(
    0,
    cards.findIndex((card) => /^END {5}/.test(card)),
  );
  const header = [...change(kept), "END"].map((card) => card.padEnd(80)).join("");
  const padded = header.padEnd(Math.ceil(header.length / 2880) * 2880);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(padded, "latin1"), bytes.subarray(end)]);
}

function endOfHeader(bytes: Buffer, from: number): number {
  for (let block = from; block < bytes.length; block += 2880) {
    for (let at = block; at < block + 2880; at += 80) {
      if (bytes.subarray(at, at + 8).toString("latin1") === "END     ") return block + 2880;
    }
  }
  throw new Error("This file's header has no end");
}

/** The cards without those of these keywords, and with these lines. */
export function replacing(
  cards: readonly string[],
  lines: readonly string[],
  without: readonly string[] = [],
): string[] {
  const gone = new Set([...without, ...lines.map((line) => line.slice(0, 8).trim())]);
  return [...cards.filter((card) => !gone.has(card.slice(0, 8).trim())), ...lines];
}
