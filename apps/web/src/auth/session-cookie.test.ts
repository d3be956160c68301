import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { authSecret, cookieOf, sessionCookieName, signInOf } from "./session-cookie.ts";

const secret = authSecret("a-key-of-at-least-thirty-two-characters");
const signIn = { id: "one" };

describe("a sign-in cookie", () => {
  it("names its user", async () => {
    const cookie = await encode({ token: { sub: "7", signIn }, secret });
    expect(await signInOf(cookie, secret)).toEqual({ userId: 7, ...signIn });
  });

  it("names nobody when it is altered, of another key, too old or about no user", async () => {
    const cookie = await encode({ token: { sub: "7", signIn }, secret });
    expect(await signInOf(`${cookie.slice(0, -3)}AAA`, secret)).toBeUndefined();
    expect(await signInOf(cookie, authSecret("another-key-of-thirty-two-characters!!"))).toBeUndefined();
    expect(
      await signInOf(await encode({ token: { sub: "7", signIn }, secret, maxAge: -3600 }), secret),
    ).toBeUndefined();
    expect(await signInOf(await encode({ token: { sub: "x", signIn }, secret }), secret)).toBeUndefined();
    expect(await signInOf(await encode({ token: { sub: "7" }, secret }), secret)).toBeUndefined();
    expect(await signInOf(undefined, secret)).toBeUndefined();
  });

  it("is found among others", () => {
    const headers = { cookie: "a=1; next-auth.session-token=x=y; next-auth.session-token.0=z" };
    expect(cookieOf(new Request("http://x", { headers }), "next-auth.session-token")).toBe("x=y");
    expect(cookieOf(new Request("http://x"), "next-auth.session-token")).toBeUndefined();
  });

  it("is guarded on https", () => {
    expect(sessionCookieName("https://x.org")).toBe("__Secure-next-auth.session-token");
    expect(sessionCookieName("http://localhost:3000")).toBe("next-auth.session-token");
  });
});
