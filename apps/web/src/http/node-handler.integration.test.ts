import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { nodeHandler } from "./node-handler.ts";

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serving(answer: (request: Request) => Promise<Response>): Promise<string> {
  const handle = nodeHandler(answer);
  const listening = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

describe("a web handler on Node's http", () => {
  it("sees method, address, headers and body as they were sent", async () => {
    const address = await serving(async (request) => {
      const seen = [request.method, new URL(request.url).pathname, request.headers.get("x-a"), await request.text()];
      return Response.json(seen);
    });
    const answer = await fetch(`${address}/api/x/?y=1`, { method: "POST", headers: { "x-a": "b" }, body: "σ" });
    expect(await answer.json()).toEqual(["POST", "/api/x/", "b", "σ"]);
  });

  it.each([
    ["GET", 200, "four", "4"],
    ["HEAD", 200, null, "4"],
    ["DELETE", 204, null, "0"],
  ])("keeps the length of an answer to %s", async (method, status, body, length) => {
    const headers = { "content-length": length };
    const address = await serving(async () => new Response(body, { status, headers }));
    const answer = await fetch(address, { method });
    expect([answer.status, answer.headers.get("content-length")]).toEqual([status, length]);
    expect(answer.headers.get("transfer-encoding")).toBeNull();
    expect(await answer.text()).toBe(body ?? "");
  });

  it("keeps several cookies apart", async () => {
    const headers: [string, string][] = [
      ["set-cookie", "a=1; Path=/"],
      ["set-cookie", "b=2; Expires=Sun, 21 Nov 2027 08:16:23 GMT"],
    ];
    const answer = await fetch(await serving(async () => new Response("x", { headers })));
    expect(answer.headers.getSetCookie()).toEqual(headers.map(([, value]) => value));
  });

  it("stops the source when the caller leaves in the middle", async () => {
    let stopped = () => {};
    const stop = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const endless = () =>
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
        cancel: () => stopped(),
      });
    const address = await serving(async () => new Response(endless()));
    const leaving = new AbortController();
    const answer = await fetch(address, { signal: leaving.signal });
    await answer.body!.getReader().read();
    leaving.abort();
    await stop;
  });

  it("answers methods that a web Request cannot carry", async () => {
    const address = await serving(async () => new Response("never"));
    const status = await new Promise((resolve) => {
      httpRequest(address, { method: "TRACE" }, (answer) => resolve(answer.resume().statusCode)).end();
    });
    expect(status).toBe(405);
  });
});
