import { Readable } from "node:stream";

/**
 * The same bytes, with an error when the source says nothing for that long while somebody waits for it. A reader who takes their
 * time is no silence.
 */
export function idleLimit(source: Readable, limitMs: number, silence: () => Error): Readable {
  const pieces = source[Symbol.asyncIterator]();
  return new Readable({
    read() {
      within(pieces.next(), limitMs, silence).then(
        ({ done, value }) => this.push(done ? null : value),
        (error) => this.destroy(error),
      );
    },
    destroy(error, closed) {
      source.destroy();
      closed(error);
    },
  });
}

/** The answer, or the error when it does not come in time. */
async function within<T>(answer: Promise<T>, limitMs: number, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limitMs);
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}
