import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword } from "../accounts/password.ts";
import type { Actor } from "../actor.ts";
import type { WorkerServices } from "../services.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let services: WorkerServices;
let ada: Actor & { token: string };
let people = 0;
const page = { limit: 1000, offset: 0 };

beforeAll(async () => {
  bench = await workBench();
  services = bench.services;
});
afterAll(() => bench.close());
beforeEach(async () => {
  ada = await bench.person(`ada-${++people}`);
});

/** The actions that `work` left in the audit, by whomever. */
async function actsOf(work: () => Promise<unknown>): Promise<string[]> {
  const last = (await bench.database.audit.list({ limit: 1, offset: 0 })).results[0]?.id ?? 0;
  await work();
  const { results } = await bench.database.audit.list(page);
  return results
    .filter(({ id }) => id > last)
    .reverse()
    .map(
      ({ objectType, action, actorId }) => `${objectType} ${action}${actorId === ada.userId ? "" : ` by ${actorId}`}`,
    );
}

const median = (...names: string[]) => ({
  name: "Median",
  input_data: { input_files: names.map((basename) => ({ basename })) },
});

describe("the audit", () => {
  it("has one entry for each change of a session and its operations", async () => {
    const { sessions, operations } = services;
    let id = 0;
    let first = 0;
    const steps: [string, () => Promise<unknown>][] = [
      ["DataSession create", async () => ({ id } = await sessions.create(ada, { name: "s" }))],
      ["DataSession update", () => sessions.update(ada, id, { input_data: [{ basename: "a" }] }, { partial: true })],
      ["DataSession remove_frames", () => sessions.removeFrames(ada, id, { frames: [{ basename: "a" }] })],
      ["DataOperation create", async () => ({ id: first } = await operations.submit(ada, id, median("a", "b")))],
      ["DataOperation rotate_links", () => operations.rotateLinks(ada, id, first)],
      ["DataOperation cancel", () => operations.cancel(ada, id, first)],
      ["DataOperation retry", () => operations.retry(ada, id, first)],
      ["DataSession delete_operations", () => operations.bulkDelete(ada, id, { ids: [first] })],
      ["DataOperation create", async () => ({ id: first } = await operations.submit(ada, id, median("c", "d")))],
      ["DataOperation delete", () => operations.delete(ada, id, first)],
      ["DataSession delete", () => sessions.delete(ada, id)],
    ];
    for (const [act, step] of steps) expect(await actsOf(step)).toEqual([act]);
  });

  it("has what happens to tokens, passwords and sign-ins", async () => {
    const { accounts } = services;
    await bench.database.users.setPasswordHash(ada.userId, await hashPassword("the first password"));
    const signIn = (password: string) => accounts.signIn({ username: ada.username, password, address: "192.0.2.1" });
    let tokenId = 0;
    const steps: [string, () => Promise<unknown>][] = [
      ["ApiToken create", async () => ({ id: tokenId } = await accounts.createToken(ada, { name: "t" }))],
      ["ApiToken revoke", () => accounts.revokeToken(ada, tokenId)],
      ["User sign_in_failed by null", () => signIn("wrong").catch(() => {})],
      ["User sign_in", () => signIn("the first password")],
      [
        "User change_password",
        () => accounts.changePassword(ada, { current: "the first password", next: "another good password" }),
      ],
      ["User end_all_sign_ins", () => accounts.endAllSignIns(ada)],
    ];
    for (const [act, step] of steps) expect(await actsOf(step)).toEqual([act]);
    const { signIn: cookie } = await signIn("another good password");
    expect(await actsOf(() => accounts.signOut(cookie))).toEqual(["SignIn sign_out"]);
  });

  it("tells what became of a session's name, its items and its mark to persist", async () => {
    const { sessions } = services;
    const { id, modified } = await sessions.create(ada, { name: "s", input_data: [{ basename: "a" }] });
    const marked = await sessions.update(ada, id, { persist: true }, { partial: true });
    expect(marked).toMatchObject({ persist: true, modified });
    const [entry] = (await bench.database.audit.list({ limit: 1, offset: 0 })).results;
    expect(entry).toMatchObject({
      before: { name: "s", items: 1, persist: false },
      after: { name: "s", items: 1, persist: true },
    });
  });

  it("has nothing of what was refused or rolled back", async () => {
    const { sessions, operations } = services;
    const { id } = await sessions.create(ada, { name: "s" });
    const eve = await bench.person("eve");
    const refused: (() => Promise<unknown>)[] = [
      () => sessions.delete(eve, id),
      () => sessions.update(eve, id, { name: "mine" }, { partial: true }),
      () => operations.submit(ada, id, { name: "Nonsense", input_data: {} }),
      () => operations.cancel(ada, id, 1_000_000),
    ];
    for (const attempt of refused) expect(await actsOf(() => attempt().catch(() => {}))).toEqual([]);
  });

  it("tells from where a failed sign-in came, and little of what was typed as a name", async () => {
    const username = "a password in the wrong field, and a rather long one at that";
    await services.accounts.signIn({ username, password: "x", address: "192.0.2.9" }).catch(() => {});
    const [entry] = (await bench.database.audit.list({ limit: 1, offset: 0 })).results;
    expect(entry).toMatchObject({
      action: "sign_in_failed",
      objectId: "a password in the wrong field, and a rat",
      after: { address: "192.0.2.9" },
    });
  });
});

describe("a token that the portal pushes for somebody else", () => {
  const push = (username: string, more: object = {}) =>
    services.accounts.pushUser({ username, tokens: { api_token: ada.token }, ...more });
  const owner = async () => (await services.accounts.authenticateToken("Token", ada.token)).username;

  it("moves as in the older service, with an entry and a warning", async () => {
    expect(await actsOf(() => push(`heir-${people}`))).toEqual([
      "User move_api_token by null",
      "User portal_profile by null",
    ]);
    expect(await owner()).toBe(`heir-${people}`);
    expect(bench.logged).toContain("The portal moved an api_token from one account to another");
  });

  it.each([{ is_staff: true }, { is_superuser: true }])(
    "never moves to an account with more rights: %j",
    async (rights) => {
      const pushed = push(`boss-${people}`, rights);
      await expect(pushed).rejects.toMatchObject({ code: "accounts.token_of_another" });
      expect(await owner()).toBe(ada.username);
      expect(await bench.database.users.findByUsername(`boss-${people}`)).toBeNull();
    },
  );
});
