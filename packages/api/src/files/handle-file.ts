import { Readable } from "node:stream";
import { AppError, toAppError } from "@datalab/errors";
import type { OpenFile, Services } from "@datalab/services";
import { limitedByAddress } from "../limits/limited-by-address.ts";
import type { RateLimits } from "../limits/rate-limits.ts";
import { jsonResponse } from "../rest/answer.ts";
import { allowOrigin, type CorsOrigins, isPreflight, preflightResponse } from "../rest/cors.ts";
import { errorAnswer } from "../rest/error-answer.ts";
import { withStandardHeaders } from "../standard-headers.ts";
import { parseRange } from "./range-header.ts";

export interface FileDeps {
  services: Services;
  limits: Pick<RateLimits, "place">;
  corsOrigins: CorsOrigins;
  report(error: AppError): void;
}

/** Streams one result file. The link's signature is the whole permission: the client sends no header with it. */
export async function handleFile(request: Request, deps: FileDeps): Promise<Response> {
  const response = isPreflight(request)
    ? preflightResponse()
    : await limitedByAddress(request, deps.limits, () => answerTo(request, deps));
  return allowOrigin(withStandardHeaders(response), request, deps.corsOrigins);
}

async function answerTo(request: Request, deps: FileDeps): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response(null, { status: 405, headers: { Allow: "GET, HEAD, OPTIONS", "Content-Length": "0" } });
  }
  try {
    return send(request, await open(request, deps.services.files));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind === "internal") deps.report(error);
    const { status, ...rest } = errorAnswer(thrown);
    return jsonResponse({ ...rest, status: error.code === "storage.bad_range" ? 416 : status });
  }
}

/** Of an operation: /files/7/name. Made of a frame: /files/frames/folder/name. */
function open(request: Request, files: Services["files"]): Promise<OpenFile> {
  const { pathname, searchParams } = new URL(request.url);
  const match = /^\/files\/(?:([1-9]\d{0,9})|frames\/([0-9a-f]{64}))\/([A-Za-z0-9._-]+)$/.exec(pathname);
  if (!match) throw new AppError("notFound", "files.no_such_file", "There is no such file.");
  const [, operationId, folder, name] = match;
  const rest = [name!, searchParams.get("s") ?? "", wantedRange(request, name!)] as const;
  return folder ? files.openOfFrame(folder, ...rest) : files.open(Number(operationId), ...rest);
}

/** What a link leads to never changes. */
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
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
  if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
  return headers;
}

/** Node's own types for the two kinds of web stream do not know each other. */
function webStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}
