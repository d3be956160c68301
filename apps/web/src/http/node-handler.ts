import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { NodeExchange } from "./access-log.ts";
import { sendEvents } from "./event-streams.ts";
import { roomIn } from "./room-in.ts";

/** What mostly is one piece and needs no pipeline. */
const isJson = /^application\/([\w.-]+\+)?json\b/;

/** A reader that takes nothing for so long is let go; event streams say something more often. */
const SILENT_READER_MS = 60_000;

/** Methods that a web Request cannot carry. */
const impossible = new Set(["CONNECT", "TRACE", "TRACK"]);

/**
 * Serves a web handler from Node's own request and response. Route handlers of the app folder are no choice where the
 * client needs Content-Length: Next removes that header from their answers.
 */
export function nodeHandler(answer: (request: Request, exchange: NodeExchange) => Promise<Response>) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (impossible.has(incoming.method ?? "")) {
      outgoing.writeHead(405, { "Content-Length": "0" }).end();
      return;
    }
    await send(await answer(webRequest(incoming, outgoing), { incoming, outgoing }), outgoing);
  };
}

function webRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request {
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at]!, incoming.rawHeaders[at + 1]!);
  }
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  const init = { method, headers, signal: gone.signal, duplex: "half", body: hasBody ? webStream(incoming) : null };
  return new Request(new URL(incoming.url ?? "/", "http://localhost"), init);
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.setTimeout(SILENT_READER_MS, () => outgoing.destroy());
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  if (!response.body) {
    outgoing.end();
    return;
  }
  if (isJson.test(response.headers.get("content-type") ?? "")) {
    for await (const piece of response.body) {
      if (outgoing.destroyed) break;
      if (!outgoing.write(piece)) await roomIn(outgoing);
    }
    outgoing.end();
    return;
  }
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) return sendEvents(body, outgoing);
  await pipeline(body, outgoing).catch((error) => {
    if (!outgoing.destroyed) throw error;
  });
}

/** Node's own types for the two kinds of web stream do not know each other. */
function webStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}
