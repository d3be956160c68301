import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { files, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
let bob: Awaited<ReturnType<WorkBench["person"]>>;
const all = { limit: 100, offset: 0 };

beforeAll(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
  bob = await bench.person("bob");
});
afterAll(() => bench.close());

describe("sessions", () => {
  it("are shown with the members and times REST has", async () => {
    const session = await bench.services.sessions.create(ada, { name: "first", id: 999, user: "bob" });
    expect(Object.keys(session)).toEqual([
      "id",
      "operations",
      "user",
      "name",
      "input_data",
      "created",
      "accessed",
      "modified",
      "persist",
    ]);
    expect(session).toMatchObject({ operations: [], user: "ada", name: "first", input_data: [] });
    for (const time of [session.created, session.accessed, session.modified]) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    }
    expect(await bench.services.sessions.get(ada, session.id)).toEqual({ ...session, accessed: expect.any(String) });
  });

  it("are marked to persist, which alone is no change of them", async () => {
    const { create, update, get, list } = bench.services.sessions;
    const { id, persist, modified } = await create(ada, { name: "kept" });
    expect(persist).toBe(false);
    expect((await create(ada, { name: "kept at once", persist: true })).persist).toBe(true);
    expect(await update(ada, id, { persist: "true" }, { partial: true })).toMatchObject({ persist: true, modified });
    expect(await get(ada, id)).toMatchObject({ name: "kept", persist: true, modified });
    expect((await list(ada, { nameExact: "kept" }, all)).results[0]).toMatchObject({ persist: true, modified });
    const renamed = await update(ada, id, { name: "renamed" }, { partial: false }); // left out: it stays
    expect(renamed).toMatchObject({ name: "renamed", persist: true });
    expect(renamed.modified > modified).toBe(true);
    const both = await update(ada, id, { name: "again", persist: 0 }, { partial: false });
    expect(both.persist).toBe(false);
    expect(both.modified > renamed.modified).toBe(true);
    await expect(update(ada, id, { persist: null }, { partial: true })).rejects.toMatchObject({
      fields: { persist: ["This field may not be null."] },
    });
    expect(await bench.services.sessions.removeFrames(ada, id, { frames: [] })).toMatchObject({ persist: false });
  });

  it("leave their operations unread when these are not wanted", async () => {
    const { sessionId } = await submitMedian(bench, ada, files("a"));
    const parts = { operations: false };
    const { sessions } = bench.services;
    expect((await sessions.get(ada, sessionId)).operations).toHaveLength(1);
    expect((await sessions.get(ada, sessionId, parts)).operations).toEqual([]);
    expect((await sessions.listTexts(ada, {}, all, parts)).results.flatMap(({ operations }) => operations)).toEqual([]);
    const patched = await sessions.update(ada, sessionId, { name: "x" }, { partial: true }, parts);
    expect(patched.operations).toEqual([]);
  });

  it("keep any JSON with its own order of members", async () => {
    const input = { z: 1, a: { 10: "x", é: [1.5, null, "\u0000"] } };
    const { id } = await bench.services.sessions.create(ada, { name: "odd", input_data: input });
    expect(JSON.stringify((await bench.services.sessions.get(ada, id)).input_data)).toBe(JSON.stringify(input));
  });

  it("are added to, never taken from", async () => {
    const { create, update } = bench.services.sessions;
    const { id, modified } = await create(ada, { name: "list", input_data: files("a", "b") });
    const patched = await update(ada, id, { input_data: files("b", "c") }, { partial: true });
    expect(patched).toMatchObject({ name: "list", input_data: files("a", "b", "c") });
    expect(patched.modified > modified).toBe(true);
    const put = await update(ada, id, { name: "put", input_data: [] }, { partial: false });
    expect(put).toMatchObject({ name: "put", input_data: files("a", "b", "c") });
  });

  it("keep the items of two updates at the same moment", async () => {
    const { create, update } = bench.services.sessions;
    const { id } = await create(ada, { name: "race" });
    const names = Array.from({ length: 8 }, (_, i) => `f${i}`);
    await Promise.all(names.map((name) => update(ada, id, { input_data: files(name) }, { partial: true })));
    expect((await bench.services.sessions.get(ada, id)).input_data).toHaveLength(names.length);
  });

  it.each([
    [{ input_data: {} }, true, { input_data: ["Expected a list of items."] }],
    [{ input_data: null }, true, { input_data: ["This field may not be null."] }],
    [{ input_data: [] }, false, { name: ["This field is required."] }],
    [{ name: "" }, true, { name: ["This field may not be blank."] }],
  ])("refuse %j (partial: %s)", async (body, partial, fields) => {
    const { id } = await bench.services.sessions.create(ada, { name: "x" });
    await expect(bench.services.sessions.update(ada, id, body, { partial })).rejects.toMatchObject({ fields });
  });

  it("of others are not there, for staff neither", async () => {
    const { id } = await bench.services.sessions.create(ada, { name: "private" });
    const staff = { ...bob, isStaff: true, isSuperuser: true };
    const { get, update, delete: remove } = bench.services.sessions;
    for (const actor of [bob, staff]) {
      await expect(get(actor, id)).rejects.toMatchObject({ kind: "notFound" });
      await expect(update(actor, id, { name: "mine" }, { partial: true })).rejects.toMatchObject({ kind: "notFound" });
      await expect(remove(actor, id)).rejects.toMatchObject({ kind: "notFound" });
      expect((await bench.services.sessions.list(actor, { user: "ada" }, all)).count).toBe(0);
    }
    for (const odd of [0, -1, 1.5, Number.NaN, 1e12])
      await expect(get(ada, odd)).rejects.toMatchObject({ kind: "notFound" });
  });

  it("note that they were looked at in detail, once a minute, and lists leave no trace", async () => {
    const { id, accessed } = await bench.services.sessions.create(ada, { name: "seen" });
    await bench.services.sessions.list(ada, {}, all);
    await bench.services.sessions.get(ada, id);
    expect((await bench.services.sessions.get(ada, id)).accessed).toBe(accessed);
  });

  it("are listed newest first, filtered and cut to pages", async () => {
    const cleo = await bench.person("cleo");
    for (const name of ["Orion", "orion again", "Vega"]) await bench.services.sessions.create(cleo, { name });
    const names = async (filter: object, page = all) =>
      (await bench.services.sessions.list(cleo, filter, page)).results.map(({ name }) => name);
    expect(await names({})).toEqual(["Vega", "orion again", "Orion"]);
    expect(await names({ name: "ORION" })).toEqual(["orion again", "Orion"]);
    expect(await names({ nameExact: "Orion" })).toEqual(["Orion"]);
    expect(await names({ userExact: "cle" })).toEqual([]);
    expect(await names({ createdAfter: "2999-01-01T00:00:00Z" })).toEqual([]);
    const page = await bench.services.sessions.list(cleo, {}, { limit: 1, offset: 1 });
    expect(page).toMatchObject({ count: 3, results: [{ name: "orion again" }] });
  });

  it("show their operations", async () => {
    const { sessionId, view } = await submitMedian(bench, ada, files("a"));
    expect((await bench.services.sessions.get(ada, sessionId)).operations).toEqual([view]);
  });
});

describe("operations of others", () => {
  it("are not there, through whichever session they are asked for", async () => {
    const theirs = await submitMedian(bench, bob, files("a"));
    const own = await submitMedian(bench, ada, files("a"));
    const { operations } = bench.services;
    const body = { name: "Median", input_data: { input_files: files("a") } };
    const attempts = [
      () => operations.submit(ada, theirs.sessionId, body),
      () => operations.list(ada, theirs.sessionId, all),
      ...[theirs.sessionId, own.sessionId].flatMap((sessionId) => [
        () => operations.get(ada, sessionId, theirs.id),
        () => operations.update(ada, sessionId, theirs.id, {}, { partial: true }),
        () => operations.delete(ada, sessionId, theirs.id),
        () => operations.cancel(ada, sessionId, theirs.id),
        () => operations.retry(ada, sessionId, theirs.id),
        () => operations.rotateLinks(ada, sessionId, theirs.id),
        () => operations.watch(ada, { sessionId, operationId: theirs.id }, new AbortController().signal).next(),
      ]),
      () => operations.get(ada, theirs.sessionId, own.id),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ kind: "notFound", message: "Not found." });
    expect((await operations.get(bob, theirs.sessionId, theirs.id)).id).toBe(theirs.id);
  });
});

describe("changing an operation", () => {
  it("is refused on the field, sending it back is fine", async () => {
    const { sessionId, id, view } = await submitMedian(bench, ada, files("a"));
    const update = (body: object, partial = true) =>
      bench.services.operations.update(ada, sessionId, id, body, { partial });
    expect(await update({})).toEqual(view);
    expect(await update({ name: "Median", input_data: view.input_data }, false)).toEqual(view);
    await expect(update({ name: "zzz" })).rejects.toMatchObject({ fields: { name: ['"zzz" is not a valid choice.'] } });
    await expect(update({ input_data: {} }, false)).rejects.toMatchObject({
      fields: { name: ["This field is required."], input_data: ["This field cannot be changed."] },
    });
    await expect(update({ cache_key: "x", session_id: 8 })).rejects.toMatchObject({
      fields: { cache_key: ["This field cannot be changed."], session_id: ["This field cannot be changed."] },
    });
  });
});

describe("a token's scopes", () => {
  it("guard every verb", async () => {
    const reader = { ...ada, scopes: ["sessions:read"] as const };
    await expect(bench.services.sessions.create(reader, { name: "x" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(bench.services.sessions.list({ ...ada, scopes: [] }, {}, all)).rejects.toMatchObject({
      kind: "forbidden",
    });
    expect(await bench.services.sessions.list(reader, {}, all)).toBeDefined();
  });
});
