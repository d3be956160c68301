import { AppError } from "@datalab/errors";
import { expect, it } from "vitest";
import { trySignIn } from "./sign-in.ts";
import { fakeServices } from "./testing/fake-services.ts";

const credentials = { username: "alice", password: "p", address: "10.0.0.1" };

it("is the account when name and password are right", async () => {
  const outcome = await trySignIn(fakeServices().services.accounts, credentials);
  expect(outcome).toMatchObject({ account: { id: 1, username: "alice" } });
});

it.each([
  [new AppError("unauthenticated", "sign_in.wrong", "No."), undefined],
  [new AppError("limit", "sign_in.wait", "Try again in 8 s."), "Try again in 8 s."],
  [new AppError("transient", "portal.down", "The portal does not answer."), "The portal does not answer."],
  [new Error("secret"), "Sign-in does not work right now."],
])("after %s the reason is %j", async (error, reason) => {
  const refusing = async () => {
    throw error;
  };
  expect(await trySignIn({ signIn: refusing }, credentials)).toEqual({ account: null, reason });
});
