import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type DatabaseFixture,
  newAttachedRun,
  newOperation,
  newUser,
  openDatabaseFixture,
} from "./database.fixture.ts";

let fixture: DatabaseFixture;
const page = { limit: 100, offset: 0 };

beforeAll(async () => {
  fixture = await openDatabaseFixture();
});
afterAll(() => fixture.close());

/** How many statements go to the server while `work` runs. */
const statementsOf = async (work: () => Promise<unknown>) => (await textsOf(work)).length;

/** What is said to the server while `work` runs. */
async function textsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return query.mock.calls.map(([asked]) => String((asked as unknown as { text?: string }).text ?? asked));
  } finally {
    query.mockRestore();
  }
}

/** Who wrote each row last: every update makes another version of a row. */
async function versions(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: fixture.url });
  await client.connect();
  const { rows } = await client.query(`
    SELECT 's', "id"::text, xmin::text FROM "DataSession" UNION ALL
    SELECT 'o', "id"::text, xmin::text FROM "DataOperation" UNION ALL
    SELECT 'r', "id"::text, xmin::text FROM "Run" ORDER BY 1, 2`);
  await client.end();
  return rows;
}

describe("a list of sessions", () => {
  it("costs three statements however long it is, and changes no row", async () => {
    const { sessions } = fixture.database;
    const { session, operation } = await newAttachedRun(fixture.database);
    const { ownerId } = session;
    const ask = {
      list: () => sessions.list({ ownerId, ...page }),
      listTexts: () => sessions.listTexts({ ownerId, ...page }),
    };
    const cost = async () => [await statementsOf(ask.list), await statementsOf(ask.listTexts)];
    expect(await cost()).toEqual([3, 3]);
    for (let n = 0; n < 12; n++) {
      const { id } = await sessions.create({ ownerId, name: `${n}`, inputData: [{ basename: "b", a: 1 }] });
      for (let m = 0; m < 3; m++) await newOperation(fixture.database, id);
    }
    const before = await versions();
    expect(await cost()).toEqual([3, 3]);
    expect(await versions()).toEqual(before);
    expect((await ask.list()).results.flatMap(({ operations }) => operations)).toHaveLength(12 * 3 + 1);
    expect(operation.id).toBeGreaterThan(0);
  });

  it("costs no statement about operations that are not wanted", async () => {
    const { sessions } = fixture.database;
    const { session } = await newAttachedRun(fixture.database);
    const { ownerId, id } = session;
    const told = await textsOf(async () => {
      await sessions.listTexts({ ownerId, ...page }, { operations: false });
      await sessions.findWithOperations(id, { operations: false });
      await sessions.ownerOf(id);
    });
    expect(told).toHaveLength(4);
    expect(told.filter((text) => text.includes("DataOperation"))).toEqual([]);
  });

  it("tells the same with its input data as text", async () => {
    const { sessions } = fixture.database;
    const { id: ownerId } = await newUser(fixture.database);
    const inputData = [{ z: 1, a: [null, 1.5e-7, 'é\u2028"\\'], 10: {} }];
    const { id } = await sessions.create({ ownerId, name: "texts", inputData });
    await newOperation(fixture.database, id);
    const parsed = await sessions.list({ ownerId, ...page });
    const texts = await sessions.listTexts({ ownerId, ...page });
    const asRecords = texts.results.map(({ inputText, operations, ...session }) => ({
      ...session,
      inputData: JSON.parse(inputText),
      operations: operations.map(({ inputText, ...operation }) => ({ ...operation, inputData: JSON.parse(inputText) })),
    }));
    expect({ ...texts, results: asRecords }).toEqual(parsed);
    expect(texts.results[0]!.inputText).toBe(JSON.stringify(inputData));
  });
});

describe("a personal token", () => {
  it("costs one statement a request, and one more a minute", async () => {
    const { apiTokens } = fixture.database;
    const { id: userId } = await newUser(fixture.database);
    const about = { name: "t", prefix: "dl_x", scopes: [], expiresAt: null };
    await apiTokens.create({ userId, hash: "cost", ...about });
    const use = () => statementsOf(() => apiTokens.use("cost"));
    expect([await use(), await use(), await use()]).toEqual([2, 1, 1]);
  });
});
