import { afterAll, beforeAll, expect, it } from "vitest";
import { type DatabaseFixture, openDatabaseFixture } from "./database.fixture.ts";

let fixture: DatabaseFixture;
beforeAll(async () => {
  fixture = await openDatabaseFixture();
});
afterAll(() => fixture.close());

it("an answer of Gaia is fresh for a while, is replaced by a newer one, and goes with age", async () => {
  const { gaiaAnswers } = fixture.database;
  expect(await gaiaAnswers.fresh("1 2 3", 600)).toBeNull();
  await gaiaAnswers.remember("1 2 3", Uint8Array.of(1, 0, 255));
  await gaiaAnswers.remember("1 2 3", Uint8Array.of(7));
  expect([...(await gaiaAnswers.fresh("1 2 3", 600))!]).toEqual([7]);
  expect(await gaiaAnswers.fresh("1 2 3", 0)).toBeNull();
  expect(await gaiaAnswers.fresh("1 2 4", 600)).toBeNull();
  expect(await gaiaAnswers.removeOlderThan(600)).toBe(0);
  expect(await gaiaAnswers.removeOlderThan(0)).toBe(1);
});
