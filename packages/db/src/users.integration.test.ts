import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DatabaseFixture, newAttachedRun, newUser, openDatabaseFixture } from "./database.fixture.ts";

let fixture: DatabaseFixture;
beforeAll(async () => {
  fixture = await openDatabaseFixture();
});
afterAll(() => fixture.close());

describe("users", () => {
  it("are made once a name and then brought up to date", async () => {
    const { users } = fixture.database;
    const made = await newUser(fixture.database, "ada");
    expect(made).toMatchObject({ username: "ada", isStaff: false, passwordHash: null, profile: null });
    await users.setPasswordHash(made.id, "hash");
    const input = {
      username: "ada",
      firstName: "Ada",
      lastName: "L",
      email: "a@b.c",
      isStaff: true,
      isSuperuser: false,
    };
    expect(await users.save(input)).toMatchObject({
      ...input,
      id: made.id,
      passwordHash: "hash",
      createdAt: made.createdAt,
    });
    expect(await users.findByUsername("Ada")).toBeNull();
  });

  it("give an archive token up to whoever shows it last", async () => {
    const { users } = fixture.database;
    const [first, second] = [await newUser(fixture.database), await newUser(fixture.database)];
    const profile = { staffView: true, archiveTokenCipher: "cipher", archiveTokenHash: "same" };
    await users.saveProfile(first.id, profile);
    expect(await users.findByArchiveTokenHash("same")).toMatchObject({ id: first.id, profile });
    await users.saveProfile(second.id, profile);
    expect(await users.findByArchiveTokenHash("same")).toMatchObject({ id: second.id });
    expect((await users.find(first.id))?.profile).toMatchObject({ archiveTokenHash: null, archiveTokenCipher: null });
  });

  it("are found by a part of their name", async () => {
    await newUser(fixture.database, "search-grace");
    const { count, results } = await fixture.database.users.list({ search: "CH-GRA", limit: 5, offset: 0 });
    expect([count, results[0]?.username]).toEqual([1, "search-grace"]);
  });

  it("take everything of theirs along, but not a run or the audit", async () => {
    const { users, sessions, runs, audit } = fixture.database;
    const { session, run } = await newAttachedRun(fixture.database);
    await audit.record({ actorId: session.ownerId, action: "x", objectType: "Run", objectId: run.id });
    expect(await users.delete(session.ownerId)).toBe(true);
    expect(await users.delete(session.ownerId)).toBe(false);
    expect(await sessions.find(session.id)).toBeNull();
    expect(await runs.find(run.id)).not.toBeNull();
    expect((await audit.list({ objectId: run.id, limit: 5, offset: 0 })).results).toMatchObject([
      { actorId: null, actor: null },
    ]);
  });
});

describe("API tokens", () => {
  const token = (userId: number, hash: string, expiresAt: string | null = null) => ({
    userId,
    name: "CI",
    hash,
    prefix: "dl_abc",
    scopes: ["read", "write"],
    expiresAt,
  });

  it("work until they are revoked or expire, and note their use", async () => {
    const { apiTokens } = fixture.database;
    const { id: userId } = await newUser(fixture.database);
    const made = await apiTokens.create(token(userId, "h1"));
    expect(made).toMatchObject({ scopes: ["read", "write"], lastUsedAt: null, expiresAt: null });
    await apiTokens.create(token(userId, "h2", "2020-01-01T00:00:00Z"));
    expect(await apiTokens.use("h1")).toMatchObject({ id: made.id, userId });
    expect(await apiTokens.use("h2")).toBeNull();
    expect(await apiTokens.use("unknown")).toBeNull();
    expect((await apiTokens.list(userId)).map(({ lastUsedAt }) => lastUsedAt === null)).toEqual([true, false]);
    expect(await apiTokens.revoke(made.id, userId + 1)).toBe(false);
    expect(await apiTokens.revoke(made.id, userId)).toBe(true);
    expect(await apiTokens.use("h1")).toBeNull();
  });

  it("cannot share a hash", async () => {
    const { apiTokens } = fixture.database;
    const { id: userId } = await newUser(fixture.database);
    await apiTokens.create(token(userId, "twice"));
    await expect(apiTokens.create(token(userId, "twice"))).rejects.toMatchObject({
      kind: "conflict",
      code: "db.duplicate",
    });
  });
});

describe("frame access", () => {
  it("is fresh for a while, for one user and one source", async () => {
    const { frameAccess } = fixture.database;
    const [{ id }, { id: other }] = [await newUser(fixture.database), await newUser(fixture.database)];
    await frameAccess.remember(id, "archive", [
      { basename: "b", frameId: "2" },
      { basename: "a", frameId: "1" },
      { basename: "b", frameId: "3" },
    ]);
    const found = await frameAccess.fresh(id, "archive", ["a", "b", "c"], 600);
    expect(found.map(({ basename, frameId }) => [basename, frameId]).toSorted()).toEqual([
      ["a", "1"],
      ["b", "3"],
    ]);
    expect(await frameAccess.fresh(other, "archive", ["a"], 600)).toEqual([]);
    expect(await frameAccess.fresh(id, "datalab", ["a"], 600)).toEqual([]);
    expect(await frameAccess.fresh(id, "archive", ["a"], 0)).toEqual([]);
    await frameAccess.remember(other, "archive", []);
    await frameAccess.forget(id);
    expect(await frameAccess.fresh(id, "archive", ["a"], 600)).toEqual([]);
    expect(await frameAccess.removeOlderThan(3600)).toBe(0);
  });
});

describe("the audit", () => {
  it("tells who did what, the newest first", async () => {
    const { audit } = fixture.database;
    const { id, username } = await newUser(fixture.database);
    await audit.record({ actorId: id, action: "user.promote", objectType: "User", objectId: "7", before: { a: 1 } });
    await audit.record({ actorId: id, action: "user.demote", objectType: "User", objectId: "7", after: { a: 2 } });
    const { count, results } = await audit.list({ actorId: id, objectType: "User", limit: 1, offset: 0 });
    expect(count).toBe(2);
    expect(results).toMatchObject([{ action: "user.demote", actor: username, before: null, after: { a: 2 } }]);
  });
});
