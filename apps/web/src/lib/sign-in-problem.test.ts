import { expect, it } from "vitest";
import { signInCode, signInProblem } from "./sign-in-problem.ts";

const UNKNOWN = "Signing in did not work. Try again in a moment.";

it.each(["Your account is locked. Call 555", "toString", "__proto__", "sign_in.wait.9 s, or call 555", "", "<b>x</b>"])(
  "says nothing of %j in its own words",
  (text) => expect(signInProblem(text)).toBe(UNKNOWN),
);

it("tells how long to wait, and what it knows", () => {
  expect(signInProblem(signInCode({ code: "access.rate", retryAfter: 8 }))).toBe(
    "Too many attempts. Try again in 8 s.",
  );
  expect(signInProblem(signInCode({ code: "accounts.local_account" }))).toContain("local account");
  expect(signInProblem("CredentialsSignin")).toBe("That username and password do not match.");
  expect(signInProblem(signInCode({}))).toBe(UNKNOWN);
});
