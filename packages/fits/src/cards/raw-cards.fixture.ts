import { BLOCK } from "../header.ts";

/** What headers of the field hold where a number belongs. */
export const noNumbers = [
  "1,5",
  "1.234.567",
  "1E",
  "0x10",
  "+-3",
  "INF",
  "NAN",
  "-nan",
  "1E400",
  "'1,5'",
  "'abc'",
  "'5",
  "T",
  "(1, 2)",
  "many",
];

/**
 * A file with the cards of one HDU replaced, or put in before END, by characters as they stand: `{ BSCALE: "1,5" }`. What follows END must
 * have room.
 */
export function withRawCards(file: Uint8Array, headerOffset: number, cards: Record<string, string>): Uint8Array {
  const text = Buffer.from(file).toString("latin1");
  let end = headerOffset;
  while (!text.startsWith("END     ", end)) end += 80;
  const records: string[] = text.slice(headerOffset, end).match(/.{80}/gs) ?? [];
  for (const [keyword, value] of Object.entries(cards)) {
    const record = `${keyword.padEnd(8)}= ${value}`.padEnd(80).slice(0, 80);
    const at = records.findIndex((old) => old.startsWith(`${keyword.padEnd(8)}=`));
    if (at < 0) records.push(record);
    else records[at] = record;
  }
  const header = [...records, "END".padEnd(80)].join("");
  const data = headerOffset + Math.ceil((end - headerOffset + 80) / BLOCK) * BLOCK;
  const padded = header.padEnd(Math.ceil(header.length / BLOCK) * BLOCK);
  return Buffer.from(text.slice(0, headerOffset) + padded + text.slice(data), "latin1");
}
