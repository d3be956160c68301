import { expect, it } from "vitest";
import { returnPath } from "./return-path.ts";

it.each([
  ["/admin/sessions/3?page=2", "/admin/sessions/3?page=2"],
  ["http://evil.example/admin/tokens", "/admin/tokens"],
  ["//evil.example/", "/admin"],
  ["/admin/sign-in", "/admin"],
  ["/administrator", "/admin"],
  ["javascript:alert(1)", "/admin"],
  [undefined, "/admin"],
])("%s leads to %s", (wish, path) => expect(returnPath(wish)).toBe(path));
