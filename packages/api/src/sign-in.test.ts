import { AppError, LimitError } from "@datalab/errors";
import { expect, it } from "vitest";
import { rateLimits } from "./limits/rate-limits.ts";
import { tryPortalSignIn, trySignIn } from "./sign-in.ts";
import { fakeServices } from "./testing/fake-services.ts";

const credentials = { username: "alice", password: "p", address: "10.0.0.1" };
const unlimited = rateLimits({ perMinute: 0 });

it("is the account when name and password are right", async () => {
  const outcome = await trySignIn(fakeServices().services.accounts, unlimited, credentials);
  expect(outcome).toMatchObject({ account: { id: 1, username: "alice" } });
});

it.each([
  [new AppError("unauthenticated", "sign_in.wrong", "No."), undefined],
  [new LimitError("sign_in.wait", "Try again in 8 s.", 7.2), "sign_in.wait", 8],
  [new AppError("transient", "portal.down", "The portal does not answer."), "portal.down"],
  [new Error("secret"), "internal.unexpected"],
])("after %s the code is %j", async (error, code, retryAfter?: number) => {
  const refusing = async () => {
    throw error;
  };
  const outcome = await trySignIn({ signIn: refusing }, unlimited, credentials);
  expect(outcome).toEqual({ account: null, code, retryAfter });
});

it("is tried from one address only so often, under whatever name", async () => {
  const { accounts } = fakeServices().services;
  const limits = rateLimits({ perMinute: 10 });
  const attempt = (username: string) => trySignIn(accounts, limits, { ...credentials, username });
  for (const name of ["ada", "bea"]) expect((await attempt(name)).account).not.toBeNull();
  expect(await attempt("cas")).toMatchObject({ account: null, retryAfter: expect.any(Number) });
});

it("at the portal tells whoever is not let in why", async () => {
  expect(await tryPortalSignIn(fakeServices().services.accounts, "granted", { address: "::1" })).toMatchObject({
    account: { id: 1 },
  });
  const signInByPortal = async () => {
    throw new AppError("conflict", "accounts.local_account", "alice is a local account here.");
  };
  expect(await tryPortalSignIn({ signInByPortal }, "granted", { address: "::1" })).toMatchObject({
    account: null,
    code: "accounts.local_account",
  });
});
