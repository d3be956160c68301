import type { ByteSource } from "./byte-source.ts";

/** A source that notes what is read of another one. */
export interface CountingSource extends ByteSource {
  reads: { offset: number; length: number }[];
}

export function countingSource(source: ByteSource): CountingSource {
  const reads: { offset: number; length: number }[] = [];
  return {
    size: source.size,
    reads,
    read(offset, length) {
      reads.push({ offset, length });
      return source.read(offset, length);
    },
    close: () => source.close(),
  };
}
