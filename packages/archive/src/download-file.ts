import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError, OutageError } from "@datalab/errors";
import { type Dispatcher, request } from "undici";
import { toDownloadError } from "./download-error.ts";
import { checkHop, type HopRules } from "./hop-guard.ts";

const maxRedirects = 5;

export interface DownloadRequest {
  url: string;
  toPath: string;
  maxBytes: number;
  rules: HopRules;
  dispatchers: { guarded: Dispatcher; trusted: Dispatcher };
  /** How long one download may take altogether. */
  totalTimeoutMs: number;
  signal?: AbortSignal;
}

/** Fetches a file by checked hops only. No header of ours identifies anyone: no token ever leaves with a download. */
export async function downloadFile(task: DownloadRequest): Promise<void> {
  const deadline = AbortSignal.timeout(task.totalTimeoutMs);
  const signal = task.signal ? AbortSignal.any([task.signal, deadline]) : deadline;
  try {
    const response = await followRedirects(task, signal);
    await writeBody(response, task, signal);
  } catch (thrown) {
    await rm(task.toPath, { force: true });
    throw toDownloadError(thrown, { cancelled: task.signal?.aborted ?? false });
  }
}

async function followRedirects(task: DownloadRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  let hop = checkHop(task.url, task.rules);
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const dispatcher = hop.trusted ? task.dispatchers.trusted : task.dispatchers.guarded;
    const response = await request(hop.url, { dispatcher, signal, headers: { "accept-encoding": "identity" } });
    if (response.statusCode === 200) return response;
    response.body.on("error", () => undefined).destroy();
    const location = response.headers.location;
    if (response.statusCode < 300 || response.statusCode >= 400) throw statusError(response.statusCode);
    if (typeof location !== "string") throw statusError(response.statusCode);
    hop = checkHop(location, task.rules, hop.url);
  }
  throw new AppError("forbidden", "archive.too_many_redirects", "The archive's file address redirects too often.");
}

async function writeBody(response: Dispatcher.ResponseData, task: DownloadRequest, signal: AbortSignal): Promise<void> {
  const declared = response.headers["content-length"];
  const expected = typeof declared === "string" ? Number(declared) : undefined;
  if (expected !== undefined && expected > task.maxBytes) {
    response.body.on("error", () => undefined).destroy();
    throw tooLarge(task.maxBytes);
  }
  let received = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      if (received > task.maxBytes) done(tooLarge(task.maxBytes));
      else done(null, chunk);
    },
  });
  await pipeline(response.body, meter, createWriteStream(task.toPath), { signal });
  if (expected !== undefined && received !== expected) {
    throw new OutageError("archive", "archive.incomplete", "The archive sent an incomplete file.");
  }
}

function tooLarge(maxBytes: number): AppError {
  const text = `The frame is larger than the ${Math.round(maxBytes / 2 ** 20)} MB allowed.`;
  return new AppError("tooLarge", "archive.file_too_large", text);
}

function statusError(status: number): AppError {
  if (status === 401 || status === 403) {
    return new AppError("forbidden", "archive.file_forbidden", "The archive does not hand out the frame's file.");
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return new OutageError("archive", "archive.unavailable", `The archive answered ${status} for the frame's file.`);
  }
  return new AppError("notFound", "archive.file_not_found", "The archive has no file for the frame.");
}
