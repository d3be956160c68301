import type { KernelPool } from "../pool.ts";
import type { Picture } from "./picture.ts";

/** Bytes that are kept for the next picture at most. */
const mostKept = 67_108_864;

const spare = new WeakMap<KernelPool, SharedArrayBuffer>();

/**
 * Memory for at least so many bytes, shared with the threads; what it holds is undefined. Buffers of this kind are collected late, after
 * every thread has let go of them, so the one released last is used again.
 */
export function pictureMemory(pool: KernelPool, bytes: number): SharedArrayBuffer {
  const kept = spare.get(pool);
  if (!kept || kept.byteLength < bytes) return new SharedArrayBuffer(bytes);
  spare.delete(pool);
  return kept;
}

/** Lets the pool's next picture overwrite this one. Nobody may look at it any more. Pictures that are not released are collected some day. */
export function releasePicture(pool: KernelPool, { pixels: { buffer } }: Picture): void {
  if (!(buffer instanceof SharedArrayBuffer) || buffer.byteLength > mostKept) return;
  if (buffer.byteLength >= (spare.get(pool)?.byteLength ?? 0)) spare.set(pool, buffer);
}
