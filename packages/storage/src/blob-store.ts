import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { AppError } from "@datalab/errors";

export interface ByteRange {
  /** First byte. */
  start: number;
  /** Last byte, inclusive. */
  end: number;
}

export interface StoredObject {
  size: number;
  sha256: string;
}

export interface ObjectHead {
  size: number;
  contentType: string;
}

export interface ObjectBody extends ObjectHead {
  stream: Readable;
  /** What the stream holds, when a part was asked for. */
  range?: ByteRange;
}

/**
 * Objects under `<result key>/<name>`. `get` and `head` of a missing object throw AppError notFound "storage.no_such_object";
 * an outage is AppError transient. An object is seen whole or not at all.
 */
export interface BlobStore {
  /** Bytes, or the path of a file that is not written to any more: the store may keep that very file. */
  put(key: string, source: string | Uint8Array): Promise<StoredObject>;
  get(key: string, range?: ByteRange): Promise<ObjectBody>;
  head(key: string): Promise<ObjectHead>;
  /** Missing objects are no error. */
  delete(keys: readonly string[]): Promise<void>;
  /** The keys of one result, sorted. */
  list(resultKey: string): Promise<string[]>;
  ping(): Promise<void>;
}

const KEY = /^[0-9a-f]{64}\/[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

export function checkKey(key: string): string {
  if (!KEY.test(key) || key.includes(".."))
    throw new AppError("invalid", "storage.bad_key", "This is not an object key.");
  return key;
}

export function checkResultKey(resultKey: string): string {
  if (!/^[0-9a-f]{64}$/.test(resultKey)) throw new AppError("invalid", "storage.bad_key", "This is not a result key.");
  return resultKey;
}

export function noSuchObject(cause?: unknown): AppError {
  return new AppError("notFound", "storage.no_such_object", "There is no such file.", { cause });
}

const CONTENT_TYPES: Record<string, string> = {
  fits: "application/fits",
  jpg: "image/jpeg",
  tif: "image/tiff",
  json: "application/json",
};

export function contentTypeOf(key: string): string {
  return CONTENT_TYPES[key.slice(key.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}

/** Cuts a wanted range to the object; AppError invalid "storage.bad_range" when nothing of it exists. */
export function clampRange(range: ByteRange, size: number): ByteRange {
  const end = Math.min(range.end, size - 1);
  if (range.start < 0 || range.start > end)
    throw new AppError("invalid", "storage.bad_range", "The file has no such part.");
  return { start: range.start, end };
}

const HASHED_AT_ONCE = 2 ** 18;

export async function sha256Of(source: string | Uint8Array): Promise<string> {
  const hash = createHash("sha256");
  if (typeof source !== "string") return hash.update(source).digest("hex");
  const file = await open(source);
  try {
    const buffer = Buffer.allocUnsafeSlow(HASHED_AT_ONCE); // one for all pieces: a stream's would make the collector run
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
