import { AppError, OutageError } from "@datalab/errors";
import { type Dispatcher, request } from "undici";
import { z } from "zod";
import type { ArchiveFrame } from "./archive.ts";
import { assertBasename } from "./basename.ts";
import { toDownloadError } from "./download-error.ts";

const maxAnswerBytes = 4 * 2 ** 20;

/** Only `url` is asked for: an archive that tells no id is identified by the frame's name, which is unique. */
const framesAnswer = z.object({
  results: z.array(
    z.object({
      id: z
        .union([z.int(), z.string().min(1)])
        .transform(String)
        .optional(),
      basename: z.string().optional(),
      url: z.string().min(1).nullish(),
    }),
  ),
});

interface FrameQuery {
  api: string;
  basename: string;
  token: string | null;
  dispatcher: Dispatcher;
  timeoutMs: number;
}

/** Asks the archive for one frame as the given user sees it. Redirects are not followed, so the token goes nowhere else. */
export async function findFrame(query: FrameQuery): Promise<ArchiveFrame> {
  assertBasename(query.basename);
  const found = framesAnswer.safeParse(await ask(query));
  if (!found.success) {
    throw new OutageError("archive", "archive.bad_answer", "The archive's answer could not be understood.", {
      cause: found.error,
    });
  }
  const record = found.data.results[0];
  const basename = query.basename;
  if (!record?.url || (record.basename ?? basename) !== basename) throw frameNotFound(basename);
  return { id: record.id ?? basename, basename, url: record.url };
}

async function ask({ api, basename, token, dispatcher, timeoutMs }: FrameQuery): Promise<unknown> {
  const url = new URL(`${api.replace(/\/+$/, "")}/frames/`);
  url.searchParams.set("basename_exact", basename);
  const headers = { accept: "application/json", ...(token ? { authorization: `Token ${token}` } : {}) };
  try {
    const response = await request(url, { dispatcher, headers, signal: AbortSignal.timeout(timeoutMs) });
    if (response.statusCode !== 200) {
      response.body.on("error", () => undefined).destroy();
      throw statusError(response.statusCode, basename);
    }
    return await readJson(response.body);
  } catch (thrown) {
    throw toDownloadError(thrown, { cancelled: false });
  }
}

async function readJson(body: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxAnswerBytes)
      throw new OutageError("archive", "archive.bad_answer", "The archive's answer is too long.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (cause) {
    throw new OutageError("archive", "archive.bad_answer", "The archive's answer could not be understood.", { cause });
  }
}

export function frameNotFound(basename: string): AppError {
  const text = `The archive has no frame ${basename} that you may see.`;
  return new AppError("notFound", "archive.frame_not_found", text);
}

function statusError(status: number, basename: string): AppError {
  if (status === 401 || status === 403) {
    return new AppError("forbidden", "archive.token_refused", "The archive does not accept your access token.");
  }
  if (status === 404) return frameNotFound(basename);
  if (status === 408 || status === 425 || status === 429 || status >= 500 || status < 400)
    return new OutageError("archive", "archive.unavailable", `The archive answered ${status}.`);
  return new AppError(
    "invalid",
    "archive.refused",
    `The archive refused to look for ${basename} (it answered ${status}).`,
  );
}
