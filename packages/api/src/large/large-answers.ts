import { type Answer, jsonBytes } from "../rest/answer.ts";
import { spool } from "./spool.ts";
import { type Turns, turns } from "./turns.ts";

/** Where what is large is kept from filling the memory. */
export interface LargeAnswers {
  turns: Turns;
  /** For answers on their way to a slow reader. */
  dir: string;
}

export const largeAnswers = (dir: string): LargeAnswers => ({ turns: turns(), dir });

/** What is read or sent in one piece without taking a turn. */
export const LIGHT_BYTES = 2 ** 20;

/** The same answer, from a file when it is large. */
export async function spooledIfLarge(answer: Answer, { dir }: LargeAnswers): Promise<Answer> {
  if (answer.stream || answer.spooled) return answer;
  const { pieces, json: _, body: __, ...rest } = answer;
  const held: Uint8Array[] = [];
  let bytes = 0;
  const all = (pieces ?? wholly(answer))[Symbol.asyncIterator]();
  for (let next = await all.next(); !next.done; next = await all.next()) {
    held.push(next.value);
    bytes += next.value.byteLength;
    if (bytes > LIGHT_BYTES) return { ...rest, spooled: await spool(after(held, all), dir) };
  }
  return held.length === 0 ? answer : { ...rest, json: held.length === 1 ? held[0]! : Buffer.concat(held) };
}

async function* wholly(answer: Answer): AsyncGenerator<Uint8Array> {
  const json = jsonBytes(answer);
  if (json) yield json;
}

/** What was taken already, then the rest; lets go of each piece as it is handed on. */
async function* after(held: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let piece = held.shift(); piece; piece = held.shift()) yield piece;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
