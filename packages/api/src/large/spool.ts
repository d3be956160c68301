import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { AppError } from "@datalab/errors";

/** An answer in a file: its length and tag are known before the first byte is sent, and a slow reader costs no memory. */
export interface SpooledAnswer {
  bytes: number;
  tag: string;
  /** To be read once; the file is gone when it ends or is cancelled. */
  stream: ReadableStream<Uint8Array>;
}

/** Writes `pieces` one after the other. The file has no name any more once it is written, so a crash leaves nothing behind. */
export async function spool(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  dir: string,
): Promise<SpooledAnswer> {
  const file = await openNameless(dir);
  try {
    const digest = createHash("sha1");
    let bytes = 0;
    for await (const piece of pieces) {
      digest.update(piece);
      bytes += piece.byteLength;
      await file.writeFile(piece);
    }
    const reader = file.createReadStream({ start: 0, highWaterMark: 256 * 1024 });
    const stream = Readable.toWeb(reader, { strategy: { highWaterMark: 1 } }) as ReadableStream<Uint8Array>;
    return { bytes, tag: digest.digest("base64url"), stream };
  } catch (error) {
    await file.close();
    throw noRoom(error) ? fullDisk(error) : error;
  }
}

async function openNameless(dir: string): Promise<FileHandle> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, randomUUID());
  const file = await open(path, "wx+", 0o600);
  await unlink(path);
  return file;
}

const noRoom = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOSPC";

const fullDisk = (cause: unknown) =>
  new AppError("transient", "answer.disk_full", "The server's disk is full. Ask for fewer sessions, or try later.", {
    cause,
  });
