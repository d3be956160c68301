import { expect, it } from "vitest";
import { safeReturn } from "./safe-return.ts";

const base = "http://localhost:3000";

it.each([
  ["/admin", base, "http://localhost:3000/admin"],
  ["http://localhost:3000/admin?x=1", base, "http://localhost:3000/admin?x=1"],
  ["http://127.0.0.1:3000/admin", base, "http://127.0.0.1:3000/admin"],
  ["http://127.0.0.1:4000/admin", base, base],
  ["https://127.0.0.1:3000/admin", base, base],
  ["https://evil.example/", base, base],
  ["//evil.example/", base, base],
  ["javascript:alert(1)", base, base],
  ["http://localhost/admin", "https://datalab.example.org", "https://datalab.example.org"],
])("%s from %s goes to %s", (url, from, to) => {
  expect(safeReturn(url, from)).toBe(to);
});
