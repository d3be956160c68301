import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface GaiaServer {
  tapUrl: string;
  hostPort: string;
  /** Forms posted to /async, in order. */
  readonly queries: URLSearchParams[];
  /** Method and path of every request, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

export interface GaiaBehaviour {
  /** Phases told one after the other; the last one stays. */
  phases?: string[];
  csv?: string;
  /** So many first answers are 503. */
  failures?: number;
  /** Where the result is said to be. */
  redirectResultTo?: string;
}

/** A TAP service that runs one job, as the real one answers. */
export async function gaiaServer({
  phases = ["COMPLETED"],
  csv = "",
  failures = 0,
  redirectResultTo,
}: GaiaBehaviour): Promise<GaiaServer> {
  const queries: URLSearchParams[] = [];
  const requests: string[] = [];
  const told = [...phases];
  let failing = failures;
  const server: Server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    requests.push(`${request.method} ${request.url}`);
    if (failing-- > 0) return void response.writeHead(503).end("busy");
    if (request.url === "/tap/async") {
      queries.push(new URLSearchParams(body));
      return void response.writeHead(303, { location: "http://gaia.example/tap/async/7" }).end();
    }
    if (request.url === "/tap/async/7/phase") return void response.end(told.length > 1 ? told.shift() : told[0]);
    if (request.url === "/tap/async/7/results/result" && redirectResultTo) {
      return void response.writeHead(303, { location: redirectResultTo }).end();
    }
    if (request.url === "/tap/async/7/results/result") return void response.end(csv);
    response.writeHead(request.method === "POST" ? 303 : 404, { location: "/tap/async" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hostPort = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tapUrl: `http://${hostPort}/tap`,
    hostPort,
    queries,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
