import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmptyDatabase, type DatabaseFixture, newUser, openDatabaseFixture } from "./database.fixture.ts";
import { createDatabase } from "./database.ts";

let fixture: DatabaseFixture;
beforeAll(async () => {
  fixture = await openDatabaseFixture();
});
afterAll(() => fixture.close());

describe("a database", () => {
  it("answers a ping", async () => {
    await expect(fixture.database.ping()).resolves.toBeUndefined();
  });

  it("that is away fails with an error that may pass", async () => {
    const away = createDatabase({ url: "postgres://datalab@127.0.0.1:1/none" });
    const unavailable = { kind: "transient", code: "db.unavailable" };
    await expect(away.ping()).rejects.toMatchObject(unavailable);
    await expect(away.users.find(1)).rejects.toMatchObject(unavailable);
    await expect(away.transaction(({ users }) => users.find(1))).rejects.toMatchObject(unavailable);
    await away.close();
  });

  it("without tables fails without telling the statement", async () => {
    const { url, drop } = await createEmptyDatabase();
    const bare = createDatabase({ url });
    await expect(bare.users.find(1)).rejects.toMatchObject({ kind: "internal", code: "db.failed" });
    await bare.close();
    await drop();
  });

  it("rolls both halves of a transaction back when the second one conflicts", async () => {
    const { database } = fixture;
    const { id: userId } = await newUser(database);
    const token = { userId, name: "", hash: "same", prefix: "", scopes: [], expiresAt: null };
    const twice = database.transaction(async ({ apiTokens }) => {
      await apiTokens.create(token);
      await apiTokens.create(token);
    });
    await expect(twice).rejects.toMatchObject({ code: "db.duplicate" });
    expect(await database.apiTokens.list(userId)).toEqual([]);
  });
});
