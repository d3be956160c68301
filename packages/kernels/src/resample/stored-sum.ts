import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { AppError } from "@datalab/errors";

/** Rows of float64 in a scratch file, in the byte order of the machine; each an even number of pixels long. */
export interface StoredSum {
  path: string;
  rowPixels: number;
}

/** Pixels of a stored row for an image `width` columns wide. */
export function rowPixelsFor(width: number): number {
  return width + (width % 2);
}

export function writeStoredRows({ path, rowPixels }: StoredSum, y0: number, rows: Uint8Array): void {
  onFile(path, "r+", (descriptor) => {
    for (let done = 0; done < rows.length; ) {
      done += writeSync(descriptor, rows, done, rows.length - done, y0 * rowPixels * 8 + done);
    }
  });
}

/** Fills `target` with the rows from y0 on. */
export function readStoredRows({ path, rowPixels }: StoredSum, y0: number, target: Uint8Array): void {
  onFile(path, "r", (descriptor) => {
    for (let done = 0; done < target.length; ) {
      const count = readSync(descriptor, target, done, target.length - done, y0 * rowPixels * 8 + done);
      if (count === 0) throw new Error("The scratch file ends early.");
      done += count;
    }
  });
}

function onFile(path: string, flags: string, work: (descriptor: number) => void): void {
  try {
    const descriptor = openSync(path, flags);
    try {
      work(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    const message = "The working folder could not be used; its disk may be full.";
    throw new AppError("transient", "kernels.scratch_failed", message, { cause });
  }
}
