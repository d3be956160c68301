import { expect, it } from "vitest";
import { contentSecurityPolicy, transportHeaders } from "./page-security.ts";

it("lets only scripts with the answer's nonce run, and no text as code", () => {
  const scripts = contentSecurityPolicy({ nonce: "abc", development: false })
    .split("; ")
    .find((rule) => rule.startsWith("script-src"));
  expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
});

it.each([
  ["https://lab.example", [["Strict-Transport-Security", "max-age=31536000"]]],
  ["http://localhost:3000", []],
  [undefined, []],
])("of %s, asks for https where there is https", (publicUrl, headers) => {
  expect(transportHeaders(publicUrl)).toEqual(headers);
});
