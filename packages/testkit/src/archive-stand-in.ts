import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
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

/** An archive on loopback that serves folders of FITS files, for tests and scripts. */
export async function startArchiveStandIn(options: ArchiveStandInOptions): Promise<ArchiveStandIn> {
  const frames = await findFrames(options.dirs);
  const tokens = new Map(Object.entries(options.tokens ?? {}));
  const proprietary = new Set([...tokens.values()].flat());
  const failures: Record<RequestKind, number[]> = { lookup: [], file: [] };
  const requests: StandInRequest[] = [];
  let wait = 0;
  let strict = false;
  let host = "";

  const maySee = (basename: string, token: string | null) =>
    !proprietary.has(basename) || (token !== null && (tokens.get(token)?.includes(basename) ?? false));

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", `http://${host}`);
    const asked = understand(url, request.headers.authorization);
    if (!asked) return sendJson(response, 404, { detail: "Not found." });
    requests.push(asked);
    if (wait > 0) await new Promise((resume) => setTimeout(resume, wait));
    const failure = failures[asked.kind].shift();
    if (failure) return sendJson(response, failure, { detail: "Injected failure." });
    const frame = frames.get(asked.basename);
    if (asked.kind === "file")
      return frame ? sendFile(frame, response) : sendJson(response, 404, { detail: "Not found." });
    if (strict && asked.token !== null && !tokens.has(asked.token))
      return sendJson(response, 401, { detail: "Invalid token." });
    const visible = frame && maySee(frame.basename, asked.token) ? [frame] : [];
    const results = await Promise.all(
      visible.map((found) => recordOf(found, `http://${host}/files/${found.basename}`)),
    );
    return sendJson(response, 200, { count: results.length, next: null, previous: null, results });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(options.port ?? 0, "127.0.0.1", listening);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    api: `http://${host}`,
    host,
    basenames: [...frames.keys()],
    requests,
    failNext: (kind, count, status = 503) => failures[kind].push(...new Array<number>(count).fill(status)),
    delay: (milliseconds) => {
      wait = milliseconds;
    },
    refuseUnknownTokens: () => {
      strict = true;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
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
