import { open } from "node:fs/promises";
import { fitsError } from "./fits-error.ts";

/** Random access to the bytes of one file. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes, or an error with code "fits.truncated". */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * A file that stays open until `close`. Reads are independent of each other and may overlap. Throws what `open` throws; a file that
 * becomes shorter meanwhile is fits.truncated.
 */
export async function fileSource(path: string): Promise<ByteSource> {
  const handle = await open(path, "r");
  const { size } = await handle.stat();
  return {
    size,
    async read(offset, length) {
      checkRange(offset, length, size);
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0) throw fitsError("truncated", "The file became shorter while it was read.");
        filled += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

/** The bytes themselves: what is read is a view of them, not a copy. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      checkRange(offset, length, bytes.length);
      return bytes.subarray(offset, offset + length);
    },
    async close() {},
  };
}

function checkRange(offset: number, length: number, size: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
    throw fitsError("truncated", `The file ends at byte ${size}, before the ${length} bytes expected at ${offset}.`);
  }
}
