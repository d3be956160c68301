import { Readable } from "node:stream";
import { AppError, toAppError } from "@datalab/errors";
import type { OpenFile, Services } from "@datalab/services";
import { jsonResponse } from "../rest/answer.ts";
import { allowOrigin, type CorsOrigins, isPreflight, preflightResponse } from "../rest/cors.ts";
import { errorAnswer } from "../rest/error-answer.ts";
import { parseRange } from "./range-header.ts";

export interface FileDeps {
  services: Services;
  corsOrigins: CorsOrigins;
  report(error: AppError): void;
}

/** Streams one result file. The link's signature is the whole permission: the client sends no header with it. */
export async function handleFile(
  request: Request,
  { operationId, name }: { operationId: string; name: string },
  deps: FileDeps,
): Promise<Response> {
  const response = isPreflight(request) ? preflightResponse() : await answer(request, operationId, name, deps);
  return allowOrigin(response, request, deps.corsOrigins);
}

async function answer(request: Request, operationId: string, name: string, deps: FileDeps): Promise<Response> {
  try {
    if (!/^[1-9]\d{0,9}$/.test(operationId)) {
      throw new AppError("notFound", "files.no_such_file", "There is no such file.");
    }
    const signature = new URL(request.url).searchParams.get("s") ?? "";
    const range = wantedRange(request, name);
    return send(request, await deps.services.files.open(Number(operationId), name, signature, range));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind === "internal") deps.report(error);
    const { status, ...rest } = errorAnswer(thrown);
    return jsonResponse({ ...rest, status: error.code === "storage.bad_range" ? 416 : status });
  }
}

/** Names are made of a result's key, so equal names are equal bytes. */
const entityTag = (name: string) => `"${name}"`;

function wantedRange(request: Request, name: string) {
  const condition = request.headers.get("if-range");
  if (condition !== null && condition !== entityTag(name)) return undefined;
  return parseRange(request.headers.get("range"));
}

function send(request: Request, file: OpenFile): Response {
  const headers = fileHeaders(file);
  if (request.headers.get("if-none-match")?.includes(entityTag(file.name))) {
    file.stream.destroy();
    headers.delete("Content-Length");
    return new Response(null, { status: 304, headers });
  }
  const status = file.range ? 206 : 200;
  if (request.method !== "HEAD") return new Response(webStream(file.stream), { status, headers });
  file.stream.destroy();
  return new Response(null, { status, headers });
}

function fileHeaders({ name, size, range, contentType, attachment }: OpenFile): Headers {
  const headers = new Headers({
    "Content-Type": contentType,
    "Content-Length": String(range ? range.end - range.start + 1 : size),
    "Content-Disposition": `${attachment ? "attachment" : "inline"}; filename="${name}"`,
    "Accept-Ranges": "bytes",
    ETag: entityTag(name),
    /** A link dies with its operation, so a cached copy is asked for again each time. */
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
  if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
  return headers;
}

/** Node's own types for the two kinds of web stream do not know each other. */
function webStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}
