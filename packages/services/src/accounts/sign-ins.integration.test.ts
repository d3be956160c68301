import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "../actor.ts";
import type { WorkerServices } from "../services.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";
import type { BrowserSignIn } from "./browser-sign-in.ts";
import { hashPassword } from "./password.ts";

let bench: WorkBench;
let accounts: WorkerServices["accounts"];
let username: string;
let actor: Actor;
let people = 0;
const password = "the password of this test";

beforeAll(async () => {
  bench = await workBench();
  accounts = bench.services.accounts;
});
afterAll(() => bench.close());
beforeEach(async () => {
  username = `browser-${++people}`;
  actor = await bench.person(username);
  await bench.database.users.setPasswordHash(actor.userId, await hashPassword(password));
});

const signIn = async (userAgent = "Firefox/145.0") =>
  (await accounts.signIn({ username, password, address: "192.0.2.7", userAgent })).signIn;
const refused = (cookie: BrowserSignIn) =>
  expect(accounts.actorOf(cookie)).rejects.toMatchObject({ kind: "unauthenticated" });

it("lists the browsers in which somebody is signed in, and no one else's", async () => {
  const laptop = await signIn("Laptop\n\u202e/1");
  const phone = await signIn("Phone/1");
  const listed = await accounts.listSignIns(await accounts.actorOf(phone));
  expect(listed.map(({ id, userAgent, address, isThis }) => ({ id, userAgent, address, isThis }))).toEqual([
    { id: phone.id, userAgent: "Phone/1", address: "192.0.2.7", isThis: true },
    { id: laptop.id, userAgent: "Laptop/1", address: "192.0.2.7", isThis: false },
  ]);
  expect(await accounts.listSignIns(await bench.person("a-stranger"))).toEqual([]);
});

it("refuses the cookie of one that has signed out, at once and wherever a copy is", async () => {
  const cookie = await signIn();
  const open = await accounts.actorOf(cookie);
  await accounts.signOut(cookie);
  await refused(cookie);
  await expect(open.renew()).rejects.toMatchObject({ kind: "unauthenticated" });
  await accounts.signOut(cookie); // twice is fine
});

it("ends one that is the caller's, and no stranger's", async () => {
  const [laptop, phone] = [await signIn(), await signIn()];
  const stranger = await bench.person("another-stranger");
  await expect(accounts.endSignIn(stranger, phone.id)).rejects.toMatchObject({ kind: "notFound" });
  await accounts.endSignIn(await accounts.actorOf(laptop), phone.id);
  await refused(phone);
  await expect(accounts.endSignIn(actor, phone.id)).rejects.toMatchObject({ kind: "notFound" });
  await accounts.actorOf(laptop);
});

it("ends all, and no token", async () => {
  const cookies = [await signIn(), await signIn()];
  const { token } = await accounts.createToken(actor, { name: "script" });
  await accounts.endAllSignIns(await accounts.actorOf(cookies[0]!));
  for (const cookie of cookies) await refused(cookie);
  await accounts.authenticateToken("Bearer", token);
});

it("refuses one that is too old, of another user, or was never made", async () => {
  const cookie = await signIn();
  await refused({ ...cookie, id: "never-made" });
  await refused({ ...cookie, userId: actor.userId + 1 });
  await bench.execute(`UPDATE "SignIn" SET "expiresAt" = now() - interval '1 s' WHERE "id" = '${cookie.id}'`);
  await refused(cookie);
});

it("lives on while it is used, a month at most", async () => {
  const cookie = await signIn();
  const set = (columns: string) => bench.execute(`UPDATE "SignIn" SET ${columns} WHERE "id" = '${cookie.id}'`);
  const daysLeft = async () => {
    await accounts.actorOf(cookie);
    const [row] = await bench.database.signIns.list(actor.userId);
    return Math.round((Date.parse(row!.expiresAt) - Date.now()) / 86_400_000);
  };
  await set(`"lastSeenAt" = now() - interval '1 hour', "expiresAt" = now() + interval '2 days'`);
  expect(await daysLeft()).toBe(7);
  await set(`"lastSeenAt" = now() - interval '1 hour', "createdAt" = now() - interval '28 days'`);
  expect(await daysLeft()).toBe(2);
});
