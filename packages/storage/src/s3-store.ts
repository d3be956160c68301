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

export interface S3Options {
  bucket: string;
  region: string;
  /** For S3-compatible servers; AWS itself when absent. */
  endpoint?: string | undefined;
  /** Without it the SDK looks where every AWS tool looks: environment, profile, instance role. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

// One request an object: a batch delete wants a checksum that servers disagree about.
const PARALLEL_DELETES = 8;

export function s3Store({ bucket, region, endpoint, credentials }: S3Options): BlobStore {
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
  });
  const at = (key: string) => ({ Bucket: bucket, Key: checkKey(key) });

  return {
    async put(key, source) {
      const body = typeof source === "string" ? createReadStream(source) : source;
      const params = { ...at(key), Body: body, ContentType: contentTypeOf(key) };
      const [sha256, size] = await Promise.all([
        sha256Of(source),
        typeof source === "string" ? stat(source).then((file) => file.size) : source.byteLength,
        asked(new Upload({ client, params }).done()),
      ]);
      return { size, sha256 };
    },

    async get(key, range) {
      const wanted = range && { Range: `bytes=${range.start}-${range.end}` };
      const answer = await asked(client.send(new GetObjectCommand({ ...at(key), ...wanted })));
      const part = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? "");
      return {
        stream: answer.Body as Readable, // in Node the SDK's body is always a Readable
        size: part ? Number(part[3]) : (answer.ContentLength ?? 0),
        contentType: contentTypeOf(key),
        ...(part && { range: { start: Number(part[1]), end: Number(part[2]) } }),
      };
    },

    async head(key) {
      const answer = await asked(client.send(new HeadObjectCommand(at(key))));
      return { size: answer.ContentLength ?? 0, contentType: contentTypeOf(key) };
    },

    async delete(keys) {
      for (let i = 0; i < keys.length; i += PARALLEL_DELETES) {
        const batch = keys.slice(i, i + PARALLEL_DELETES);
        await Promise.all(batch.map((key) => asked(client.send(new DeleteObjectCommand(at(key))))));
      }
    },

    async list(resultKey) {
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const page = await asked(
          client.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: `${checkResultKey(resultKey)}/`,
              ContinuationToken: token,
            }),
          ),
        );
        for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key);
        token = page.NextContinuationToken;
      } while (token);
      return keys.sort();
    },

    async ping() {
      await asked(client.send(new HeadBucketCommand({ Bucket: bucket })));
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
  if (status >= 500 || status === 429 || status === 0) return unavailable(error);
  return new AppError("internal", "storage.refused", `The object store refused the request (${error.name}).`, {
    cause: error,
  });
}

function unavailable(cause: unknown): AppError {
  return new OutageError("store", "storage.unavailable", "The file store cannot be reached at the moment.", { cause });
}
