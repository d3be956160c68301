import { createReadStream } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { findFrames, recordOf, type StandInFrame } from "./stand-in-frames.ts";

export interface ArchiveStandInOptions {
  /** Folders whose FITS files are served. */
  dirs: readonly string[];
  port?: number;
  /** Proprietary frames, by token the names it may see; a frame that no token names is public. */
  tokens?: Readonly<Record<string, readonly string[]>>;
}

export interface ArchiveStandIn {
  /** For ARCHIVE_API. */
  api: string;
  /** For ARCHIVE_INSECURE_HOSTS. */
  host: string;
  basenames: string[];
  /** The next `count` requests of this kind are answered with this status (503). */
  failNext(kind: RequestKind, count: number, status?: number): void;
  /** From now on every answer waits. */
  delay(milliseconds: number): void;
  /** From now on a token that is not among `tokens` gets 401. */
  refuseUnknownTokens(): void;
  readonly requests: readonly StandInRequest[];
  close(): Promise<void>;
}

export type RequestKind = "lookup" | "file";

export interface StandInRequest {
  kind: RequestKind;
  basename: string;
  token: string | null;
}

/** What a test has asked of the stand-in. */
interface Behaviour {
  failures: Record<RequestKind, number[]>;
  delay: number;
  refuseUnknownTokens: boolean;
}

type Respond = (asked: StandInRequest, response: ServerResponse, host: string) => unknown;

/** An archive on loopback that serves folders of FITS files, for tests and scripts. */
export async function startArchiveStandIn(options: ArchiveStandInOptions): Promise<ArchiveStandIn> {
  const frames = await findFrames(options.dirs);
  const behaviour: Behaviour = { failures: { lookup: [], file: [] }, delay: 0, refuseUnknownTokens: false };
  const respond = responder(frames, options.tokens ?? {}, behaviour);
  const requests: StandInRequest[] = [];
  const server = createServer(async (request, response) => {
    const host = `127.0.0.1:${request.socket.localPort}`;
    const asked = understand(new URL(request.url ?? "/", `http://${host}`), request.headers.authorization);
    if (!asked) return sendJson(response, 404, { detail: "Not found." });
    requests.push(asked);
    if (behaviour.delay > 0) await new Promise((resume) => setTimeout(resume, behaviour.delay));
    await Promise.resolve(respond(asked, response, host)).catch(() => response.destroy());
  });
  const host = await listen(server, options.port ?? 0);
  return {
    api: `http://${host}`,
    host,
    basenames: [...frames.keys()],
    requests,
    failNext: (kind, count, status = 503) => behaviour.failures[kind].push(...new Array<number>(count).fill(status)),
    delay: (milliseconds) => {
      behaviour.delay = milliseconds;
    },
    refuseUnknownTokens: () => {
      behaviour.refuseUnknownTokens = true;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function responder(
  frames: ReadonlyMap<string, StandInFrame>,
  tokens: Readonly<Record<string, readonly string[]>>,
  behaviour: Behaviour,
): Respond {
  const proprietary = new Set(Object.values(tokens).flat());
  const isKnown = (token: string | null) => token === null || Object.hasOwn(tokens, token);
  const maySee = (basename: string, token: string | null) =>
    !proprietary.has(basename) || (token !== null && isKnown(token) && tokens[token]!.includes(basename));

  return async (asked, response, host) => {
    const failure = behaviour.failures[asked.kind].shift();
    if (failure) return sendJson(response, failure, { detail: "Injected failure." });
    const frame = frames.get(asked.basename);
    if (asked.kind === "file") {
      return frame ? sendFile(frame, response) : sendJson(response, 404, { detail: "Not found." });
    }
    if (behaviour.refuseUnknownTokens && !isKnown(asked.token)) {
      return sendJson(response, 401, { detail: "Invalid token." });
    }
    const visible = frame && maySee(frame.basename, asked.token) ? [frame] : [];
    const results = await Promise.all(
      visible.map((found) => recordOf(found, `http://${host}/files/${found.basename}`)),
    );
    return sendJson(response, 200, { count: results.length, next: null, previous: null, results });
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => listening(`127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

function understand(url: URL, authorization: string | undefined): StandInRequest | undefined {
  const token = authorization?.match(/^Token (.+)$/)?.[1] ?? null;
  const lookup = url.pathname.replace(/\/+$/, "") === "/frames" ? url.searchParams.get("basename_exact") : null;
  if (lookup !== null) return { kind: "lookup", basename: lookup, token };
  const file = url.pathname.match(/^\/files\/([^/]+)$/)?.[1];
  return file === undefined ? undefined : { kind: "file", basename: decodeURIComponent(file), token };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function sendFile(frame: StandInFrame, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "application/octet-stream", "content-length": frame.size });
  await pipeline(createReadStream(frame.path), response);
}
