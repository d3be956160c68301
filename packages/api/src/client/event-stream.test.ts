import { afterEach, describe, expect, it, vi } from "vitest";
import { EventStream } from "./event-stream.ts";

afterEach(() => vi.unstubAllGlobals());

/** Each call of fetch gets the next of these bodies; `null` never answers. */
function serving(bodies: (string[] | null)[]) {
  const requests: Headers[] = [];
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    requests.push(new Headers(init.headers));
    const chunks = bodies.shift();
    if (!chunks) return new Promise(() => {});
    const body = new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    });
    return Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
  });
  return requests;
}

const next = (stream: EventStream, type: string) =>
  new Promise<object>((resolve) => {
    stream.addEventListener(type, resolve);
  });

describe("an event stream", () => {
  it("puts events together across chunks and line ends", async () => {
    serving([["id: 7\r", "\ndata: a\nda", "ta: b\n", "\n"]]);
    const stream = new EventStream("http://x/");
    expect(await next(stream, "message")).toEqual({ data: "a\nb", lastEventId: "7" });
    stream.close();
  });

  it("keeps characters whole that a chunk cuts", async () => {
    const bytes = new TextEncoder().encode("event: ping\ndata: σ\n\n");
    vi.stubGlobal("fetch", async () => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(bytes.slice(0, 19));
          controller.enqueue(bytes.slice(19));
        },
      });
      return new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
    });
    const stream = new EventStream("http://x/");
    expect(await next(stream, "ping")).toMatchObject({ data: "σ" });
    stream.close();
  });

  it("comes back after a break and says what it saw last", async () => {
    const requests = serving([["id: 7\ndata: a\n\n"], ["data: b\n\n"], null]);
    const stream = new EventStream("http://x/", { headers: { authorization: "Bearer t" } });
    await next(stream, "error");
    expect(stream.readyState).toBe(stream.CONNECTING);
    expect(await next(stream, "message")).toMatchObject({ data: "b" });
    expect(requests.map((headers) => headers.get("last-event-id"))).toEqual([null, "7"]);
    expect(requests[1]!.get("authorization")).toBe("Bearer t");
    stream.close();
  });

  it("gives up on an answer that is no stream", async () => {
    vi.stubGlobal("fetch", async () => new Response("no", { status: 401 }));
    const stream = new EventStream("http://x/");
    expect(await next(stream, "error")).toEqual({ status: 401 });
    expect(stream.readyState).toBe(stream.CLOSED);
  });
});
