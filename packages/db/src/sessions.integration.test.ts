import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type DatabaseFixture,
  newAttachedRun,
  newOperation,
  newSession,
  newUser,
  openDatabaseFixture,
} from "./database.fixture.ts";

let fixture: DatabaseFixture;
beforeAll(async () => {
  fixture = await openDatabaseFixture();
});
afterAll(() => fixture.close());

const page = { limit: 100, offset: 0 };
const isoMicroseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

describe("sessions", () => {
  it("gives input data back with its unknown keys in the order they came in", async () => {
    const { sessions } = fixture.database;
    const inputData = [{ zeta: 1, alpha: { y: [null, 0.1, "\u0000é\ud83d\ude00"], b: 2 }, basename: "x" }];
    const { ownerId } = await newSession(fixture.database);
    const { id } = await sessions.create({ ownerId, name: "Kept", inputData });
    expect(JSON.stringify((await sessions.find(id))?.inputData)).toBe(JSON.stringify(inputData));
  });

  it("has times with microseconds, equal when new; a change moves only `modified`", async () => {
    const { sessions } = fixture.database;
    const made = await newSession(fixture.database);
    expect(made.created).toMatch(isoMicroseconds);
    expect([made.accessed, made.modified]).toEqual([made.created, made.created]);
    const changed = await sessions.update(made.id, { name: "Renamed" });
    expect(changed).toMatchObject({ name: "Renamed", inputData: [], created: made.created, accessed: made.created });
    expect(changed!.modified > made.modified).toBe(true);
  });

  it("notes a reading at most once a minute", async () => {
    const { sessions } = fixture.database;
    const made = await newSession(fixture.database);
    await sessions.touch(made.id);
    expect((await sessions.find(made.id))?.accessed).toBe(made.accessed);
  });

  it("lists the last modified first, with operations in the order of creation and their runs", async () => {
    const { database } = fixture;
    const { session, operation, run } = await newAttachedRun(database);
    const second = await newOperation(database, session.id);
    const other = await database.sessions.create({ ownerId: session.ownerId, name: "Other", inputData: [] });
    await database.sessions.update(session.id, {});
    const { count, results } = await database.sessions.list({ ownerId: session.ownerId, ...page });
    expect(count).toBe(2);
    expect(results.map(({ id }) => id)).toEqual([session.id, other.id]);
    expect(results[0]!.operations.map(({ id }) => id)).toEqual([operation.id, second.id]);
    expect(results[0]!.operations[0]).toMatchObject({ state: "attached", run: { id: run.id, status: "PENDING" } });
    expect(results[0]!.operations[1]).toMatchObject({ state: "queued", run: null, ownerId: session.ownerId });
    expect(results[1]!.operations).toEqual([]);
    const next = await database.sessions.list({ ownerId: session.ownerId, limit: 1, offset: 1 });
    expect([next.count, next.results[0]!.id]).toEqual([2, other.id]);
  });

  it("lists with three statements, however many there are", async () => {
    const { database } = fixture;
    const { session } = await newAttachedRun(database);
    for (let i = 0; i < 5; i++) {
      const { id } = await database.sessions.create({ ownerId: session.ownerId, name: `${i}`, inputData: [] });
      for (let j = 0; j < 3; j++) await newOperation(database, id);
    }
    const statements = vi.spyOn(pg.Client.prototype, "query");
    const { results } = await database.sessions.list({ ownerId: session.ownerId, ...page });
    expect(results).toHaveLength(6);
    expect(statements).toHaveBeenCalledTimes(3);
    statements.mockRestore();
  });

  it("filters by name, user and times, and takes % and _ as letters", async () => {
    const { database } = fixture;
    const { id: ownerId } = await newUser(database, "Filter_100%");
    const early = await database.sessions.create({ ownerId, name: "M31 Andromeda", inputData: [] });
    const late = await database.sessions.create({ ownerId, name: "NGC 100%", inputData: [] });
    const ids = async (filter: Parameters<typeof database.sessions.list>[0] extends infer F ? Partial<F> : never) =>
      (await database.sessions.list({ ownerId, ...page, ...filter })).results.map(({ id }) => id);
    expect(await ids({ name: "andro" })).toEqual([early.id]);
    expect(await ids({ name: "100%" })).toEqual([late.id]);
    expect(await ids({ name: "1_0" })).toEqual([]);
    expect(await ids({ nameExact: "m31 andromeda" })).toEqual([]);
    expect(await ids({ nameExact: "M31 Andromeda" })).toEqual([early.id]);
    expect(await ids({ user: "filter_1" })).toEqual([late.id, early.id]);
    expect(await ids({ userExact: "Filter_100" })).toEqual([]);
    expect(await ids({ createdAfter: late.created })).toEqual([late.id]);
    expect(await ids({ createdBefore: early.created })).toEqual([early.id]);
    expect(await ids({ modifiedAfter: late.modified, modifiedBefore: early.modified })).toEqual([]);
  });

  it("tells, when it goes, which runs its operations leave", async () => {
    const { database } = fixture;
    const { session, operation, run } = await newAttachedRun(database);
    expect(await database.sessions.delete(session.id)).toEqual([{ id: operation.id, runId: run.id }]);
    expect(await database.sessions.find(session.id)).toBeNull();
    expect(await database.operations.find(operation.id)).toBeNull();
    expect(await database.sessions.delete(session.id)).toBeNull();
  });

  it("lets one transaction after the other change a locked session", async () => {
    const { database } = fixture;
    const { id } = await newSession(database);
    const append = (item: number) =>
      database.transaction(async ({ sessions }) => {
        const session = await sessions.lock(id);
        await sessions.update(id, { inputData: [...(session!.inputData as number[]), item] });
      });
    await Promise.all([1, 2, 3, 4].map(append));
    expect(((await database.sessions.find(id))!.inputData as number[]).toSorted()).toEqual([1, 2, 3, 4]);
  });

  it("keeps nothing of a transaction that throws", async () => {
    const { database } = fixture;
    const { ownerId } = await newSession(database);
    const stop = new Error("stop");
    const failing = database.transaction(async ({ sessions }) => {
      await sessions.create({ ownerId, name: "Never", inputData: [] });
      throw stop;
    });
    await expect(failing).rejects.toBe(stop);
    expect((await database.sessions.list({ ownerId, nameExact: "Never", ...page })).count).toBe(0);
  });
});
