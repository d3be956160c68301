import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Writes chunks to a file, which appears under its name only when it is complete; so it may replace the file that is being read. "-" is
 * `out`; what is there and is no plain file (a pipe, a device) is written as it is.
 */
export async function writeOut(path: string, chunks: AsyncIterable<Uint8Array>, out: Writable): Promise<void> {
  const source = Readable.from(chunks, { objectMode: false });
  if (path === "-") return pipeline(source, out, { end: false });
  const existing = await stat(path).catch(() => undefined);
  if (existing && !existing.isFile()) return pipeline(source, createWriteStream(path));
  const draft = `${path}.${process.pid}.part`;
  try {
    await pipeline(source, createWriteStream(draft));
    await rename(draft, path);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
}
