import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { endEventStreams } from "./event-streams.ts";
import { nodeHandler } from "./node-handler.ts";

const cancelled = vi.fn();
const events = () =>
  new ReadableStream({
    start: (stream) => stream.enqueue(new TextEncoder().encode("data: 1\n\n")),
    cancel: cancelled,
  });
const handler = nodeHandler(async () => new Response(events(), { headers: { "content-type": "text/event-stream" } }));
const server = createServer((incoming, outgoing) => void handler(incoming, outgoing));
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it("an open stream is told that the server stops, and ends, and so does its source", async () => {
  const answer = await fetch(url);
  const text = answer.text();
  await new Promise((resolve) => setTimeout(resolve, 50));
  endEventStreams();
  expect(await text).toBe("data: 1\n\n: the server is stopping; connect again\n\n");
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1));
});

it("a reader who leaves ends the source", async () => {
  cancelled.mockClear();
  const leave = new AbortController();
  await fetch(url, { signal: leave.signal });
  leave.abort();
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1));
});
