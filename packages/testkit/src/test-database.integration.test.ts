import { afterEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { createTestUser } from "./test-user.ts";

describe("createTestDatabase", () => {
  const made: TestDatabase[] = [];
  const create = async () => {
    const database = await createTestDatabase();
    made.push(database);
    return database;
  };
  afterEach(async () => {
    await Promise.all(made.splice(0).map(({ drop }) => drop()));
  });

  it("gives each caller a migrated database of their own", async () => {
    const [one, other] = await Promise.all([create(), create()]);
    expect(one.url).not.toBe(other.url);
    const { user } = await createTestUser(one.database, { name: "alice" });
    expect(await one.database.users.find(user.id)).toMatchObject({ username: user.username });
    expect(await other.database.users.findByUsername(user.username)).toBeNull();
  });

  it("makes users with a token that works", async () => {
    const { database } = await create();
    const [alice, staff] = [await createTestUser(database), await createTestUser(database, { staff: true })];
    expect(alice.user).toMatchObject({ isStaff: false, isSuperuser: false });
    expect(staff.user).toMatchObject({ isStaff: true, isSuperuser: true });
    expect(alice.token).not.toBe(staff.token);
    expect(await database.apiTokens.list(alice.user.id)).toHaveLength(1);
  });
});
