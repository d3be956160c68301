import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { AppError, OutageError } from "@datalab/errors";
import { type BlobStore, checkKey, checkResultKey, contentTypeOf, noSuchObject, sha256Of } from "./blob-store.ts";
import { idleLimit } from "./idle-limit.ts";

export interface S3Options {
  bucket: string;
  region: string;
  /** For S3-compatible servers; AWS itself when absent. */
  endpoint?: string | undefined;
  /** Without it the SDK looks where every AWS tool looks: environment, profile, instance role. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  limits?: Partial<S3Limits>;
}

/** How long the store may say nothing: to a small request altogether, in the middle of a download, of an upload. */
export interface S3Limits {
  requestMs: number;
  downloadMs: number;
  uploadMs: number;
}

const limits: S3Limits = { requestMs: 6000, downloadMs: 15_000, uploadMs: 20_000 };
const CONNECT_MS = 3000;

// One request an object: a batch delete wants a checksum that servers disagree about.
const PARALLEL_DELETES = 8;

export function s3Store({ bucket, region, endpoint, credentials, ...options }: S3Options): BlobStore {
  const { requestMs, downloadMs, uploadMs } = { ...limits, ...options.limits };
  const connection = {
    region,
    maxAttempts: 2,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
  };
  const client = new S3Client({ ...connection, requestHandler: { connectionTimeout: CONNECT_MS } });
  // A download has no limit of the socket, which would also count a reader who takes their time.
  const uploads = new S3Client({
    ...connection,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: uploadMs },
  });
  /** The answer's headers in time; the rest of a request that is late is dropped. */
  const small = async <T>(send: (options: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), requestMs);
    try {
      return await asked(send({ abortSignal: late.signal }));
    } finally {
      clearTimeout(timer);
    }
  };
  const at = (key: string) => ({ Bucket: bucket, Key: checkKey(key) });

  return {
    async put(key, source) {
      const body = typeof source === "string" ? createReadStream(source) : source;
      const params = { ...at(key), Body: body, ContentType: contentTypeOf(key) };
      const [sha256, size] = await Promise.all([
        sha256Of(source),
        typeof source === "string" ? stat(source).then((file) => file.size) : source.byteLength,
        asked(new Upload({ client: uploads, params }).done()),
      ]);
      return { size, sha256 };
    },

    async get(key, range) {
      const wanted = range && { Range: `bytes=${range.start}-${range.end}` };
      const answer = await small((limit) => client.send(new GetObjectCommand({ ...at(key), ...wanted }), limit));
      const part = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? "");
      return {
        // In Node the SDK's body is always a Readable.
        stream: idleLimit(answer.Body as Readable, downloadMs, () => unavailable(new Error("silence"))),
        size: part ? Number(part[3]) : (answer.ContentLength ?? 0),
        contentType: contentTypeOf(key),
        ...(part && { range: { start: Number(part[1]), end: Number(part[2]) } }),
      };
    },

    async head(key) {
      const answer = await small((limit) => client.send(new HeadObjectCommand(at(key)), limit));
      return { size: answer.ContentLength ?? 0, contentType: contentTypeOf(key) };
    },

    async delete(keys) {
      for (let i = 0; i < keys.length; i += PARALLEL_DELETES) {
        const batch = keys.slice(i, i + PARALLEL_DELETES);
        await Promise.all(batch.map((key) => small((limit) => client.send(new DeleteObjectCommand(at(key)), limit))));
      }
    },

    async list(resultKey) {
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const about = { Bucket: bucket, Prefix: `${checkResultKey(resultKey)}/`, ContinuationToken: token };
        const page = await small((limit) => client.send(new ListObjectsV2Command(about), limit));
        for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key);
        token = page.NextContinuationToken;
      } while (token);
      return keys.sort();
    },

    async ping() {
      await small((limit) => client.send(new HeadBucketCommand({ Bucket: bucket }), limit));
    },
  };
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): AppError {
  if (!(error instanceof S3ServiceException)) return unavailable(error);
  const status = error.$metadata.httpStatusCode ?? 0;
  if (status === 404 && error.name !== "NoSuchBucket") return noSuchObject(error);
  if (status === 416)
    return new AppError("invalid", "storage.bad_range", "The file has no such part.", { cause: error });
  // Who may use the store, and whether it is there, is never the fault of a request.
  if (status >= 500 || [0, 401, 403, 404, 408, 429].includes(status)) return unavailable(error);
  return new AppError("internal", "storage.refused", `The object store refused the request (${error.name}).`, {
    cause: error,
  });
}

function unavailable(cause: unknown): AppError {
  return new OutageError("store", "storage.unavailable", "The file store cannot be reached at the moment.", { cause });
}
