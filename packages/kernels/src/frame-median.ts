import { isFloat32Image } from "@datalab/fits";
import { bracketOf, valuesOfRanks } from "./bracket.ts";
import { rowChunks } from "./chunks.ts";
import type { FrameInput } from "./frame-input.ts";
import { inOrder } from "./in-order.ts";
import { floatOfKey } from "./order-key.ts";
import type { KernelPool } from "./pool.ts";

interface MedianOptions {
  input: FrameInput;
  /** Leave pixels without a value out, rather than have no median. */
  skipMissing?: boolean;
  signal?: AbortSignal;
}

/**
 * The exact median of all pixels of a frame: an even number gives the mean of the middle two in the precision of the image; any NaN
 * gives NaN unless `skipMissing`, and so does a frame without a value. The frame is streamed: a sample says where the median must lie
 * and one pass collects what lies there; where that is too much (long plateaus) or the sample misled, digit after digit of the median
 * is counted out instead.
 * Memory: a quarter of a band's pixels a thread, and the collected values, some hundredths of the frame.
 */
export async function frameMedian(pool: KernelPool, options: MedianOptions): Promise<number> {
  const { input, signal, skipMissing = false } = options;
  const round = isFloat32Image(input.layout) ? Math.fround : (value: number) => value;
  const sample = await pool.run("spreadSample", { input }, { signal });
  const { found, missing } = await selectInBracket(pool, options, bracketOf(sample));
  if (missing > 0 && !skipMissing) return Number.NaN;
  if (found) return round(found[0] + found[1]) * 0.5;
  const first = await selectByDigits(pool, options, "lower");
  if (first.isOnlyOne) return first.value;
  const second = await selectByDigits(pool, options, "upper");
  return round(first.value + second.value) * 0.5;
}

/** Places of the middle values, which may be one and the same, in the order of all. */
function middleRanks(values: number): { lower: number; upper: number } {
  return { lower: (values - 1) >>> 1, upper: values >>> 1 };
}

/** The middle values, `found` being undefined when they are not in the bracket or it holds too much, and how many pixels have no value. */
async function selectInBracket(
  pool: KernelPool,
  { input, signal, skipMissing = false }: MedianOptions,
  bracket: { low: number; high: number },
): Promise<{ found: [number, number] | undefined; missing: number }> {
  const parts: (Float32Array | Float64Array)[] = [];
  const most = Math.max(65_536, (input.layout.width * input.layout.height) / 8);
  let [below, count, missing] = [0, 0, 0];
  let complete = true;
  await inOrder(
    rowChunks([input], input.layout.height),
    { limit: pool.threads + 2, signal },
    (chunk, chunkSignal) =>
      pool.run("bracketChunk", { input, ...chunk, ...bracket, skipMissing }, { signal: chunkSignal }),
    (part) => {
      missing += part.missing;
      below += part.below;
      count += part.inside.length;
      complete &&= part.complete && count <= most;
      if (complete) parts.push(part.inside);
    },
  );
  const { lower, upper } = middleRanks(input.layout.width * input.layout.height - missing);
  if (!complete || lower < below || upper >= below + count) return { found: undefined, missing };
  const inside = new Float64Array(count);
  let end = 0;
  for (const part of parts) {
    inside.set(part, end);
    end += part.length;
  }
  return { found: valuesOfRanks(inside, lower - below, upper - below), missing };
}

/** A middle value, 16 bits of its key a pass; NaN where there is none, and where any is missing unless `skipMissing`. */
async function selectByDigits(
  pool: KernelPool,
  { input, signal, skipMissing = false }: MedianOptions,
  which: "lower" | "upper",
): Promise<{ value: number; isOnlyOne: boolean }> {
  const pixels = input.layout.width * input.layout.height;
  const digits = isFloat32Image(input.layout) ? 2 : 4;
  const prefix: number[] = [];
  let [rank, isOnlyOne] = [0, true];
  while (prefix.length < digits) {
    const counts = new Float64Array(65_536);
    await inOrder(
      rowChunks([input], input.layout.height),
      { limit: pool.threads + 2, signal },
      (chunk, chunkSignal) => pool.run("digitChunk", { input, ...chunk, digits, prefix }, { signal: chunkSignal }),
      (part) => {
        for (let digit = 0; digit < counts.length; digit++) counts[digit] += part.counts[digit];
      },
    );
    if (prefix.length === 0) {
      const values = counts.reduce((sum, count) => sum + count, 0);
      if (values === 0 || (values < pixels && !skipMissing)) return { value: Number.NaN, isOnlyOne };
      isOnlyOne = values % 2 === 1;
      rank = middleRanks(values)[which];
    }
    let digit = 0;
    for (; rank >= counts[digit]; digit++) rank -= counts[digit];
    prefix.push(digit);
  }
  return { value: floatOfKey(prefix), isOnlyOne };
}
