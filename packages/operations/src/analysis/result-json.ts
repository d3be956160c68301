import type { KernelPool } from "@datalab/kernels";
import { numbersJsonTask } from "./numbers-json-task.ts";

const fewest = 16_384;

/**
 * An answer as the bytes of its JSON. Long lists of numbers are written by the pool's threads: a million of them would hold up everything else
 * for a good part of a second. Numbers that JSON cannot hold become null.
 */
export async function resultJson(result: object, pool: KernelPool): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const write = (text: string) => parts.push(Buffer.from(text));
  const lists = Object.entries(result).filter(([, value]) => value instanceof Float32Array);
  if (lists.length === 0) return Buffer.from(JSON.stringify(result));
  write("{");
  for (const [index, [name, value]] of Object.entries(result).entries()) {
    write(`${index > 0 ? "," : ""}${JSON.stringify(name)}:`);
    if (value instanceof Float32Array) parts.push(...(await listJson(value, pool)));
    else write(JSON.stringify(value));
  }
  write("}");
  return Buffer.concat(parts);
}

async function listJson(values: Float32Array, pool: KernelPool): Promise<Uint8Array[]> {
  const size = Math.max(fewest, Math.ceil(values.length / (2 * pool.threads)));
  const starts = Array.from({ length: Math.ceil(values.length / size) }, (_, i) => i * size);
  const texts = await Promise.all(
    starts.map((from) => pool.call(numbersJsonTask, { values, from, to: Math.min(from + size, values.length) })),
  );
  const comma = Buffer.from(",");
  return [Buffer.from("["), ...texts.flatMap((text, i) => (i > 0 ? [comma, text] : [text])), Buffer.from("]")];
}
