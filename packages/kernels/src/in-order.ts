import { cancelled } from "./cancelled.ts";

/**
 * Runs `work` on the chunks, at most `limit` ahead of the one being delivered, and delivers results in order. When anything fails,
 * the rest is cancelled and awaited before the error is thrown on.
 */
export async function inOrder<Chunk, Result>(
  chunks: readonly Chunk[],
  { limit, signal }: { limit: number; signal?: AbortSignal },
  work: (chunk: Chunk, signal: AbortSignal) => Promise<Result>,
  deliver: (result: Result, chunk: Chunk) => Promise<void> | void,
): Promise<void> {
  const stop = new AbortController();
  const combined = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const running: Promise<Result>[] = [];
  const startNext = (index: number) => {
    if (index >= chunks.length) return;
    const promise = work(chunks[index], combined);
    promise.catch(() => {});
    running.push(promise);
  };
  try {
    for (let next = 0; next < limit; next++) startNext(next);
    for (let index = 0; index < chunks.length; index++) {
      const result = await running[index];
      startNext(index + limit);
      await deliver(result, chunks[index]);
      if (signal?.aborted) throw cancelled(signal);
    }
  } catch (thrown) {
    stop.abort();
    await Promise.allSettled(running);
    throw thrown;
  }
}
