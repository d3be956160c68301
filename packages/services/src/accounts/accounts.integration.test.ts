import { AppError } from "@datalab/errors";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";
import { hashPassword } from "./password.ts";

let bench: WorkBench;
let accounts: WorkBench["services"]["accounts"];

beforeAll(async () => {
  bench = await workBench();
  accounts = bench.services.accounts;
});
afterAll(() => bench.close());

const address = "192.0.2.1";

describe("the first administrator", () => {
  it("is made once, signs in, and has a token that works under both schemes", async () => {
    const { signIn, actor } = await accounts.ensureFirstAdmin();
    expect(actor).toMatchObject({ isStaff: true, isSuperuser: true });
    expect((await accounts.ensureFirstAdmin()).signIn).toBeNull();
    const { username, password, token } = signIn!;
    expect(await accounts.signIn({ username, password, address })).toMatchObject({
      id: actor.userId,
      isSuperuser: true,
    });
    for (const scheme of ["Token", "Bearer"] as const) {
      expect((await accounts.authenticateToken(scheme, token)).userId).toBe(actor.userId);
    }
  });

  it("can change the password, and only with the old one", async () => {
    const { actor } = await accounts.ensureFirstAdmin();
    await expect(accounts.changePassword(actor, { current: "wrong", next: "a much longer one" })).rejects.toMatchObject(
      {
        fields: { current: ["This is not your password."] },
      },
    );
    await expect(accounts.changePassword(actor, { current: "x", next: "short" })).rejects.toMatchObject({
      fields: { next: ["Use at least 10 characters."] },
    });
  });

  it("cannot be taken over by a portal user of that name", async () => {
    const pushed = accounts.pushUser({ username: "admin", tokens: { api_token: "evil" } });
    await expect(pushed).rejects.toMatchObject({ kind: "conflict" });
    await expect(accounts.authenticateToken("Token", "evil")).rejects.toMatchObject({ kind: "unauthenticated" });
  });
});

describe("users pushed by the portal", () => {
  it("are known by their token under Token, not under Bearer", async () => {
    await accounts.pushUser({
      username: "erin",
      first_name: "E",
      last_name: "F",
      email: "e@x.org",
      is_staff: false,
      is_superuser: false,
      profile: { staff_view: false },
      tokens: { api_token: "erin-1" },
    });
    const erin = await accounts.authenticateToken("Token", "erin-1");
    expect(erin.username).toBe("erin");
    expect(await erin.archiveToken()).toBe("erin-1");
    expect(await accounts.me(erin)).toMatchObject({ username: "erin", firstName: "E", email: "e@x.org" });
    await expect(accounts.authenticateToken("Bearer", "erin-1")).rejects.toMatchObject({ message: "Invalid token." });
  });

  it("lose the old token when a new one comes, and keep it when none comes", async () => {
    await accounts.pushUser({ username: "erin", tokens: { api_token: "erin-2" } });
    await expect(accounts.authenticateToken("Token", "erin-1")).rejects.toMatchObject({ kind: "unauthenticated" });
    await accounts.pushUser({ username: "erin", is_staff: true });
    const erin = await accounts.authenticateToken("Token", "erin-2");
    expect(erin).toMatchObject({ username: "erin", isStaff: true });
    expect(await accounts.me(erin)).toMatchObject({ email: "e@x.org" });
  });

  it("are not kept with a readable token", async () => {
    const { profile } = (await bench.database.users.findByUsername("erin"))!;
    expect(JSON.stringify(profile)).not.toContain("erin-2");
  });

  it.each([
    [{}, "fields"],
    [{ username: "" }, "fields"],
    [[], "fields"],
    [{ username: 5 }, "code"],
    [{ username: "x".repeat(151) }, "code"],
  ])("refuses %j", async (body, member) => {
    await expect(accounts.pushUser(body)).rejects.toMatchObject({ kind: "invalid", [member]: expect.anything() });
  });
});

describe("the portal's own key", () => {
  it("is compared whole", () => {
    expect(() => accounts.authenticateServerKey("the server key")).not.toThrow();
    for (const key of ["", "the server", "the server keY"]) {
      expect(() => accounts.authenticateServerKey(key)).toThrow("Authentication credentials were not provided.");
    }
  });
});

describe("a token nobody knows here", () => {
  it("is asked at the portal once, and makes the user", async () => {
    bench.portal.profileOfToken = vi.fn(async () => ({ username: "fay", tokens: { api_token: "another" } }));
    expect(await accounts.authenticateToken("Token", "fay-1")).toMatchObject({ username: "fay" });
    expect(await (await accounts.authenticateToken("Token", "fay-1")).archiveToken()).toBe("fay-1");
    expect(bench.portal.profileOfToken).toHaveBeenCalledTimes(1);
  });

  it("makes one user, though several requests bring it at the same moment", async () => {
    bench.portal.profileOfToken = async () => ({ username: "flo" });
    const calls = Array.from({ length: 8 }, () => accounts.authenticateToken("Token", "flo-1"));
    expect(new Set((await Promise.all(calls)).map(({ userId }) => userId)).size).toBe(1);
  });

  it("that the portal refuses is not asked again for a while", async () => {
    bench.portal.profileOfToken = vi.fn(async () => null);
    for (let i = 0; i < 3; i++) {
      await expect(accounts.authenticateToken("Token", "nobody")).rejects.toMatchObject({ message: "Invalid token." });
    }
    expect(bench.portal.profileOfToken).toHaveBeenCalledTimes(1);
  });
});

describe("personal tokens", () => {
  it("allow what they were made for, are shown by their beginning only, and end when revoked", async () => {
    const gil = await bench.person("gil");
    const made = await accounts.createToken(gil, { name: "script", scopes: ["sessions:read"], expiresInDays: 7 });
    expect(made.token).toMatch(/^dl_[\w-]{43}$/);
    const actor = await accounts.authenticateToken("Bearer", made.token);
    expect(actor.scopes).toEqual(["sessions:read"]);
    await expect(accounts.createToken(actor, { name: "more" })).rejects.toMatchObject({ kind: "forbidden" });
    const [listed] = await accounts.listTokens(gil);
    expect(listed).toMatchObject({
      id: made.id,
      name: "script",
      prefix: made.token.slice(0, 8),
      scopes: ["sessions:read"],
    });
    expect(JSON.stringify(listed)).not.toContain(made.token);
    expect(Date.parse(listed!.expires!) - Date.now()).toBeGreaterThan(6 * 86_400_000);

    const hal = await bench.person("hal");
    await expect(accounts.revokeToken(hal, made.id)).rejects.toMatchObject({ kind: "notFound" });
    await accounts.revokeToken(gil, made.id);
    await expect(accounts.authenticateToken("Token", made.token)).rejects.toMatchObject({ kind: "unauthenticated" });
    expect(await accounts.listTokens(gil)).toEqual([]);
  });

  it("never last longer, nor allow more, than the token they were made with", async () => {
    const jan = await bench.person("jan");
    const made = await accounts.createToken(jan, { name: "a week", scopes: ["admin"], expiresInDays: 7 });
    const actor = await accounts.authenticateToken("Bearer", made.token);
    const forever = await accounts.createToken(actor, { name: "for ever" });
    expect(forever).toMatchObject({ scopes: ["admin"], expires: made.expires });
    expect((await accounts.createToken(actor, { name: "long", expiresInDays: 3650 })).expires).toBe(made.expires);
    const short = await accounts.createToken(actor, { name: "short", expiresInDays: 1 });
    expect(Date.parse(short.expires!)).toBeLessThan(Date.parse(made.expires!));
    await expect(accounts.createToken(actor, { name: "other", scopes: ["sessions:read"] })).rejects.toMatchObject({
      fields: { scopes: expect.anything() },
    });
  });

  it("end at their time", async () => {
    const kai = await bench.person("kai");
    const { token, id } = await accounts.createToken(kai, { name: "short", expiresInDays: 1 });
    await accounts.authenticateToken("Token", token);
    await bench.execute(`UPDATE "ApiToken" SET "expiresAt" = now() - interval '1 s' WHERE "id" = ${id}`);
    await expect(accounts.authenticateToken("Token", token)).rejects.toMatchObject({ kind: "unauthenticated" });
  });

  it("are refused with the reason on the field", async () => {
    const ian = await bench.person("ian");
    const refused = accounts.createToken(ian, { name: " ", scopes: [], expiresInDays: 0 });
    await expect(refused).rejects.toMatchObject({
      fields: {
        name: ["Give the token a name."],
        scopes: ["Choose what the token may do."],
        expiresInDays: ["At least a day."],
      },
    });
  });
});

describe("signing in", () => {
  it("asks the portal for users without a password of our own, and makes them", async () => {
    bench.portal.profileOfPassword = vi.fn(async (username, password) =>
      password === "right" ? { username, tokens: { api_token: "jo-1" } } : null,
    );
    expect(await accounts.signIn({ username: "jo", password: "right", address })).toMatchObject({ username: "jo" });
    expect(await accounts.authenticateToken("Token", "jo-1")).toMatchObject({ username: "jo" });
    await expect(accounts.signIn({ username: "jo", password: "wrong", address })).rejects.toMatchObject({
      kind: "unauthenticated",
    });
    const asked = vi.mocked(bench.portal.profileOfPassword).mock.calls.length;
    await expect(accounts.signIn({ username: "admin", password: "x", address })).rejects.toMatchObject({
      kind: "unauthenticated",
    });
    expect(bench.portal.profileOfPassword).toHaveBeenCalledTimes(asked);
  });

  it("is braked after some mistakes", async () => {
    const attempt = () => accounts.signIn({ username: "kim", password: "wrong", address: "192.0.2.9" });
    for (let i = 0; i < 5; i++) await expect(attempt()).rejects.toMatchObject({ kind: "unauthenticated" });
    await expect(attempt()).rejects.toMatchObject({ kind: "limit" });
  });

  it("is braked also for tries at the same moment, not for a portal that is away", async () => {
    const away = () => Promise.reject(new AppError("transient", "portal.unreachable", "The portal did not answer."));
    const tries = (count: number) =>
      Promise.allSettled(
        Array.from({ length: count }, () => accounts.signIn({ username: "max", password: "x", address: "192.0.2.7" })),
      );
    const kinds = (results: PromiseSettledResult<unknown>[]) =>
      results.map((result) => (result.status === "rejected" ? (result.reason as AppError).kind : "let in"));
    bench.portal.profileOfPassword = away;
    for (let i = 0; i < 8; i++) expect(kinds(await tries(1))).toEqual(["transient"]);
    bench.portal.profileOfPassword = async () => null;
    expect(kinds(await tries(8)).filter((kind) => kind === "limit")).toHaveLength(3);
  });

  it("with text that cannot be kept is refused, not an error of ours", async () => {
    const attempt = accounts.signIn({ username: "a\0b", password: "x", address });
    await expect(attempt).rejects.toMatchObject({ kind: "invalid" });
  });

  it("lasts while the user exists", async () => {
    const lea = await bench.person("lea");
    const signIn = { userId: lea.userId, id: "of lea" };
    await bench.database.signIns.create({ ...signIn, address: "", userAgent: "" });
    expect(await accounts.actorOf(signIn)).toMatchObject({
      username: "lea",
      scopes: ["sessions:read", "sessions:write", "operations:run", "admin"],
    });
    await bench.database.users.delete(lea.userId);
    await expect(accounts.actorOf(signIn)).rejects.toMatchObject({ kind: "unauthenticated" });
    const nobody = accounts.actorOf({ ...signIn, userId: Number.NaN });
    await expect(nobody).rejects.toMatchObject({ kind: "unauthenticated" });
  });
});

describe("a new password", () => {
  const signIn = async (password: string) =>
    (await accounts.signIn({ username: "mia", password, address: "192.0.2.20" })).signIn;

  it("ends the other browsers' sign-ins, not the one that changed it, and no token", async () => {
    const mia = await bench.person("mia");
    const { token } = await accounts.createToken(mia, { name: "script" });
    await bench.database.users.setPasswordHash(mia.userId, await hashPassword("the old one"));
    const [laptop, phone] = [await signIn("the old one"), await signIn("the old one")];
    const onLaptop = await accounts.actorOf(laptop);
    const onPhone = await accounts.actorOf(phone);
    await accounts.changePassword(onLaptop, { current: "the old one", next: "a quite new one" });

    expect(await accounts.actorOf(laptop)).toMatchObject({ username: "mia" });
    expect(await onLaptop.renew()).toMatchObject({ username: "mia" });
    await expect(accounts.actorOf(phone)).rejects.toMatchObject({ kind: "unauthenticated" });
    await expect(onPhone.renew()).rejects.toMatchObject({ kind: "unauthenticated" });
    expect(await accounts.authenticateToken("Bearer", token)).toMatchObject({ username: "mia" });

    const again = await signIn("a quite new one");
    const withToken = await accounts.authenticateToken("Bearer", token);
    await accounts.changePassword(withToken, { current: "a quite new one", next: "the newest of all" });
    for (let guess = 0; guess < 5; guess++) {
      const guessed = accounts.changePassword(withToken, { current: "guess", next: "the newest of all" });
      await expect(guessed).rejects.toMatchObject({ kind: "invalid" });
    }
    const oneMore = accounts.changePassword(withToken, { current: "the newest of all", next: "whatever it is" });
    await expect(oneMore).rejects.toMatchObject({ kind: "limit" });
    for (const old of [laptop, phone, again]) {
      await expect(accounts.actorOf(old)).rejects.toMatchObject({ kind: "unauthenticated" });
    }
  });
});
