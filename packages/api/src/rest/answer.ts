import type { SpooledAnswer } from "../large/spool.ts";

/** What a handler answers; the adapter turns it into bytes with a Content-Length. */
export interface Answer {
  status: number;
  /** Left out: no content. */
  body?: unknown;
  /** Instead of `body`: the bytes of its JSON. */
  json?: Uint8Array;
  /** Instead of both: the same in pieces, of which there may be too many to hold at once. */
  pieces?: AsyncIterable<Uint8Array>;
  /** Bytes of JSON that lie in a file until they are sent. */
  spooled?: SpooledAnswer;
  /** Instead of all of these: events as they happen. */
  stream?: ReadableStream<Uint8Array>;
  headers?: Record<string, string>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

const notFoundPage = `
<!doctype html>
<html lang="en">
<head>
  <title>Not Found</title>
</head>
<body>
  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>
</body>
</html>
`;

export function jsonBytes({ json, body }: Answer): Uint8Array | null {
  return json ?? (body === undefined ? null : new TextEncoder().encode(JSON.stringify(body)));
}

export function streamResponse({ stream, status, headers }: Answer): Response {
  return new Response(stream, { status, headers });
}

/** Bodies always have their length: the client takes an answer without Content-Length as empty. */
export function jsonResponse(answer: Answer): Response {
  const json = answer.spooled ? null : jsonBytes(answer);
  const body = answer.spooled?.stream ?? (json && inOnePiece(json));
  const length = answer.spooled?.bytes ?? json?.byteLength ?? 0;
  return new Response(body, {
    status: answer.status,
    headers: {
      ...(body && { "Content-Type": "application/json" }),
      ...(answer.status !== 304 && { "Content-Length": String(length) }),
      ...answer.headers,
    },
  });
}

/** A Response copies the bytes it is given, and lists have megabytes; a stream it hands on. */
function inOnePiece(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

/** For addresses that no route knows. */
export function unknownAddress(): Response {
  const bytes = new TextEncoder().encode(notFoundPage);
  const headers = { "Content-Type": "text/html", "Content-Length": String(bytes.byteLength) };
  return new Response(bytes, { status: 404, headers });
}

export function redirectTo(location: string): Response {
  const headers = { Location: location, "Content-Type": "text/html; charset=utf-8", "Content-Length": "0" };
  return new Response(null, { status: 301, headers });
}

/** The same answer with its length but without its bytes, as HEAD wants it. */
export function withoutBody(response: Response): Response {
  void response.body?.cancel(); // a stream would wait for its reader for ever
  return new Response(null, { status: response.status, headers: response.headers });
}
