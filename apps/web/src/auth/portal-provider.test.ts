import type { SignInOutcome } from "@datalab/api";
import { expect, it } from "vitest";
import { authOptions } from "./auth-options.ts";
import { portalOf } from "./portal-provider.ts";

const client = { authorizeUrl: "https://portal.example/o/authorize/", tokenUrl: "https://portal.example/o/token/" };
const account = {
  id: 7,
  username: "vera",
  firstName: "",
  lastName: "",
  email: "",
  isStaff: false,
  isSuperuser: false,
  signIn: { userId: 7, id: "one" },
};

/** What next-auth asks of the provider and of our callbacks once the portal has granted an access token. */
async function letIn(outcome: SignInOutcome) {
  const portal = portalOf({ ...client, clientId: "datalab" }, async () => outcome)!;
  const { request } = portal.userinfo as unknown as {
    request(context: object): Promise<Parameters<typeof portal.profile>[0]>;
  };
  const user = await portal.profile(await request({ tokens: { access_token: "granted" } }), {});
  expect(user.id).toBeTruthy();
  const options = authOptions({
    signIn: async () => outcome,
    signOut: async () => {},
    secret: "s",
    publicUrl: "http://localhost:3000",
    portal,
  });
  return { user, allowed: await options.callbacks?.signIn?.({ user, account: null }) };
}

it("lets in whom the portal sends, as the account's id", async () => {
  const user = { id: "7", name: "vera", signIn: { id: "one" } };
  expect(await letIn({ account })).toEqual({ user, allowed: true });
});

it("tells whoever is not let in why, by a code", async () => {
  await expect(letIn({ account: null, code: "accounts.local_account" })).rejects.toThrow("accounts.local_account");
  await expect(letIn({ account: null })).rejects.toThrow("Failed");
});

it("is not there until all of its addresses are set", () => {
  expect(portalOf({ ...client }, async () => ({ account }))).toBeUndefined();
  expect(portalOf({ clientId: "datalab", tokenUrl: client.tokenUrl }, async () => ({ account }))).toBeUndefined();
});
