import { isFloat32Image } from "@datalab/fits";
import { bracketOf, valuesOfRanks } from "./bracket.ts";
import { rowChunks } from "./chunks.ts";
import type { FrameInput } from "./frame-input.ts";
import { inOrder } from "./in-order.ts";
import { floatOfKey } from "./order-key.ts";
import type { KernelPool } from "./pool.ts";

interface MedianOptions {
  input: FrameInput;
  signal?: AbortSignal;
}

/**
 * The exact median of all pixels of a frame: an even number gives the mean of the middle two in the precision of the image; any NaN
 * gives NaN (operations.md §0.1). The frame is streamed: a sample says where the median must lie and one pass collects what lies there;
 * where that is too much (long plateaus) or the sample misled, digit after digit of the median is counted out instead.
 * Memory: a quarter of a band's pixels a thread, and the collected values, some hundredths of the frame.
 */
export async function frameMedian(pool: KernelPool, { input, signal }: MedianOptions): Promise<number> {
  const { width, height } = input.layout;
  const round = isFloat32Image(input.layout) ? Math.fround : (value: number) => value;
  const [lower, upper] = [(width * height - 1) >>> 1, (width * height) >>> 1];
  const sample = await pool.run("spreadSample", { input }, { signal });
  const found = await selectInBracket(pool, { input, signal }, bracketOf(sample), lower, upper);
  if (found) return round(found[0] + found[1]) * 0.5;
  const first = await selectByDigits(pool, { input, signal }, lower);
  return upper === lower ? first : round(first + (await selectByDigits(pool, { input, signal }, upper))) * 0.5;
}

/** The values of two neighbouring ranks; undefined when they are not in the bracket or it holds too much. */
async function selectInBracket(
  pool: KernelPool,
  { input, signal }: MedianOptions,
  bracket: { low: number; high: number },
  lower: number,
  upper: number,
): Promise<[number, number] | undefined> {
  const parts: (Float32Array | Float64Array)[] = [];
  const most = Math.max(65_536, (input.layout.width * input.layout.height) / 8);
  let [below, count] = [0, 0];
  let hasNaN = false;
  let complete = true;
  await inOrder(
    rowChunks([input], input.layout.height),
    { limit: pool.threads + 2, signal },
    (chunk, chunkSignal) => pool.run("bracketChunk", { input, ...chunk, ...bracket }, { signal: chunkSignal }),
    (part) => {
      hasNaN ||= part.hasNaN;
      below += part.below;
      count += part.inside.length;
      complete &&= part.complete && count <= most;
      if (complete) parts.push(part.inside);
    },
  );
  if (hasNaN) return [Number.NaN, Number.NaN];
  if (!complete || lower < below || upper >= below + count) return undefined;
  const inside = new Float64Array(count);
  let end = 0;
  for (const part of parts) {
    inside.set(part, end);
    end += part.length;
  }
  return valuesOfRanks(inside, lower - below, upper - below);
}

/** The value of one rank, 16 bits of its key a pass; NaN when any value is. */
async function selectByDigits(pool: KernelPool, { input, signal }: MedianOptions, rank: number): Promise<number> {
  const digits = isFloat32Image(input.layout) ? 2 : 4;
  const prefix: number[] = [];
  while (prefix.length < digits) {
    const counts = new Float64Array(65_536);
    let hasNaN = false;
    await inOrder(
      rowChunks([input], input.layout.height),
      { limit: pool.threads + 2, signal },
      (chunk, chunkSignal) => pool.run("digitChunk", { input, ...chunk, digits, prefix }, { signal: chunkSignal }),
      (part) => {
        hasNaN ||= part.hasNaN;
        for (let digit = 0; digit < counts.length; digit++) counts[digit] += part.counts[digit];
      },
    );
    if (hasNaN) return Number.NaN;
    let digit = 0;
    for (; rank >= counts[digit]; digit++) rank -= counts[digit];
    prefix.push(digit);
  }
  return floatOfKey(prefix);
}
