import { expect, it } from "vitest";
import { returnPath, signInPath } from "./return-path.ts";

it.each([
  ["/admin/sessions/3?page=2", "/admin/sessions/3?page=2"],
  ["http://evil.example/admin/tokens", "/admin/tokens"],
  ["//evil.example/", "/admin"],
  ["/admin/sign-in", "/admin"],
  ["/administrator", "/admin"],
  ["javascript:alert(1)", "/admin"],
  [undefined, "/admin"],
])("%s leads to %s", (wish, path) => expect(returnPath(wish)).toBe(path));

it("signing in leads back to the page that was asked for", () => {
  expect(signInPath("/admin/sessions/3?page=2")).toBe("/admin/sign-in?callbackUrl=%2Fadmin%2Fsessions%2F3%3Fpage%3D2");
  expect(signInPath("/admin")).toBe("/admin/sign-in");
  expect(signInPath(undefined)).toBe("/admin/sign-in");
});
