import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type DatabaseFixture,
  newAttachedRun,
  newOperation,
  newSession,
  openDatabaseFixture,
} from "./database.fixture.ts";
import type { RunEvent } from "./run-events.ts";

let fixture: DatabaseFixture;
beforeAll(async () => {
  fixture = await openDatabaseFixture();
});
afterAll(() => fixture.close());

async function listen() {
  const events: RunEvent[] = [];
  const unsubscribe = fixture.database.runEvents.subscribe((event) => events.push(event));
  return { events, unsubscribe };
}

describe("run events", () => {
  it("tell every listener of each change that was committed, and again after a lost connection", async () => {
    const { database } = fixture;
    const { events } = await listen();
    const second = await listen();
    await vi.waitFor(() => expect(events).toContainEqual({ kind: "reconnected" }));

    const { run, operation, session } = await newAttachedRun(database);
    await database.runs.claim(run.id, "w1", 60);
    await vi.waitFor(() => {
      expect(events).toContainEqual({ kind: "operation", id: operation.id });
      expect(events).toContainEqual({ kind: "run", id: run.id });
      expect(second.events).toContainEqual({ kind: "run", id: run.id });
    });

    events.length = 0;
    await database.runs.heartbeat(run.id, "w1", 60);
    const undone = database.transaction(async ({ runs }) => {
      await runs.progress(run.id, "w1", 0.4, "undone");
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await database.operations.delete([operation.id], session.id);
    await vi.waitFor(() => expect(events).toEqual([{ kind: "operation", id: operation.id }]));
    await database.runs.publish(run.id, "w1", { output: { output_files: [] }, files: [] });
    await vi.waitFor(() => expect(events).toContainEqual({ kind: "run", id: run.id }));

    const admin = new pg.Client({ connectionString: fixture.url });
    await admin.connect();
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'datalab-events'",
    );
    await admin.end();
    await vi.waitFor(() => expect(events).toContainEqual({ kind: "reconnected" }), { timeout: 10_000 });
    await database.runs.progress(run.id, "w1", 0.5, "half");
    await vi.waitFor(() => expect(events).toContainEqual({ kind: "run", id: run.id }));
  });

  it("stop for a listener that left", async () => {
    const { database } = fixture;
    const gone = await listen();
    const staying = await listen();
    gone.unsubscribe();
    const { id } = await newOperation(database, (await newSession(database)).id);
    await vi.waitFor(() => expect(staying.events).toContainEqual({ kind: "operation", id }));
    expect(gone.events).toEqual([]);
  });
});
