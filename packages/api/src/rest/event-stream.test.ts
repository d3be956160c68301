import { AppError } from "@datalab/errors";
import { describe, expect, it } from "vitest";
import { fakeDeps, median } from "../testing/fake-services.ts";
import { request } from "../testing/send.ts";
import { handleRest } from "./handle-rest.ts";

const ONE = "/api/datasessions/3/operations/5/events/";
const ALL = "/api/datasessions/3/events/";

async function eventsOf(path: string, headers: Record<string, string> = {}, deps = fakeDeps()) {
  const response = await handleRest(request("GET", path, { headers }), deps);
  return { response, events: (await response.text()).split("\n\n").filter(Boolean), deps };
}

describe("server-sent events", () => {
  it("tell phase, fraction, message, time left and place in the queue, then each change", async () => {
    const { response, events, deps } = await eventsOf(ALL);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("content-length")).toBeNull();
    const [first, ...rest] = events;
    const [kind, id, data] = first!.split("\n");
    expect(kind).toBe("event: operation");
    expect(id).toMatch(/^id: [\w-]{27}$/);
    expect(JSON.parse(data!.slice("data: ".length))).toMatchObject({
      id: 5,
      status: "IN_PROGRESS",
      phase: "queued",
      fraction: 0,
      message: "Waiting in the queue.",
      eta_seconds: null,
      queue_position: 1,
      operation: { id: 5, name: "Median" },
    });
    expect(rest).toEqual([": still here", 'event: removed\ndata: {"id":5}']);
    expect(deps.calls).toEqual([["operations.watch", { sessionId: 3, operationId: undefined }]]);
  });

  it("of one operation end with it", async () => {
    const deps = fakeDeps();
    deps.services.operations.watch = async function* () {
      yield { kind: "operation", operation: median };
      yield { kind: "operation", operation: { ...median, status: "COMPLETED" } };
      throw new Error("read on after the end");
    };
    expect((await eventsOf(ONE, {}, deps)).events).toHaveLength(2);
  });

  it("tell a caller who comes back nothing twice, and send one who has seen the end away", async () => {
    const { events } = await eventsOf(ONE);
    const lastId = /^id: (.+)$/m.exec(events[0]!)![1]!;
    expect((await eventsOf(ONE, { "last-event-id": lastId })).events[0]).toBe(": nothing new");

    const deps = fakeDeps();
    deps.services.operations.watch = async function* () {
      yield { kind: "operation", operation: { ...median, status: "COMPLETED" } };
    };
    const end = /^id: (.+)$/m.exec((await eventsOf(ONE, {}, deps)).events[0]!)![1]!;
    expect((await eventsOf(ONE, { "last-event-id": end }, deps)).response.status).toBe(204);
  });

  it("end when the caller's credential has, who then is refused", async () => {
    const deps = fakeDeps();
    deps.services.operations.watch = async function* () {
      yield { kind: "operation", operation: median };
      throw new AppError("unauthenticated", "accounts.invalid_token", "Invalid token.");
    };
    expect((await eventsOf(ALL, {}, deps)).events).toHaveLength(1);
  });

  it("stop at once when the reader leaves, and are not even begun for HEAD", async () => {
    const deps = fakeDeps();
    const ended: string[] = [];
    deps.services.operations.watch = async function* (_actor, _target, signal) {
      try {
        yield { kind: "operation", operation: median };
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      } finally {
        ended.push("ended");
      }
    };
    const response = await handleRest(request("GET", ALL), deps);
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(ended).toHaveLength(1);
    expect((await handleRest(request("HEAD", ALL), deps)).body).toBeNull();
    await expect.poll(() => ended).toHaveLength(2);
  });

  it("are refused with an ordinary answer", async () => {
    const deps = fakeDeps();
    // biome-ignore lint/correctness/useYield: it fails before the first event
    deps.services.operations.watch = async function* () {
      throw new Error("broken");
    };
    expect((await eventsOf(ONE, {}, deps)).response.status).toBe(500);
    expect((await eventsOf(ONE, { authorization: "Token wrong" })).response.status).toBe(401);
  });
});
