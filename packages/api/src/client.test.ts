import { AppError } from "@datalab/errors";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createDatalabClient } from "./client.ts";
import { fakeDeps, median, session } from "./testing/fake-services.ts";
import { handleTrpc } from "./trpc/handle-trpc.ts";

/** The client, with the server behind `fetch` instead of a network. */
function connected(deps = fakeDeps(), token = "good") {
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => handleTrpc(new Request(url, init), deps));
  return { client: createDatalabClient({ url: "http://127.0.0.1:3000/", token }), deps };
}

afterEach(() => vi.unstubAllGlobals());

describe("the typed client", () => {
  it("reads and changes with its token", async () => {
    const { client, deps } = connected();
    expect(await client.sessions.get.query({ id: 3 })).toEqual(session);
    await client.sessions.rename.mutate({ id: 3, name: "y" });
    expect(deps.calls).toEqual([
      ["sessions.get", 3],
      ["sessions.update", 3, { name: "y" }, { partial: true }],
    ]);
  });

  it("passes on why a call was refused", async () => {
    const { client } = connected(fakeDeps(), "wrong");
    await expect(client.auth.me.query()).rejects.toThrow("Authentication credentials were not provided.");
  });

  it("follows operations, without the stream's own heartbeats", async () => {
    const { client, deps } = connected();
    const seen: unknown[] = [];
    await new Promise<void>((done, failed) => {
      const watching = client.operations.watch.subscribe(
        { sessionId: 3 },
        {
          onData: (event) => {
            seen.push(event);
            if (seen.length < 2) return;
            watching.unsubscribe();
            done();
          },
          onError: failed,
        },
      );
    });
    expect(seen).toEqual([
      { id: "1", data: { kind: "operation", operation: median } },
      { id: "2", data: { kind: "removed", operationId: 5 } },
    ]);
    expect(deps.calls).toEqual([["operations.watch", { sessionId: 3 }]]);
  });

  it("hears when there is nothing to follow", async () => {
    const deps = fakeDeps();
    // biome-ignore lint/correctness/useYield: fails before the first event
    deps.services.operations.watch = async function* () {
      throw new AppError("notFound", "not_found", "Not found.");
    };
    const { client } = connected(deps);
    const message = await new Promise((resolve) => {
      client.operations.watch.subscribe({ sessionId: 4 }, { onError: (error) => resolve(error.message) });
    });
    expect(message).toBe("Not found.");
  });
});
