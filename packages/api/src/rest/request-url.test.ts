import { expect, it } from "vitest";
import { requestUrl } from "./request-url.ts";

const PATH = "/api/datasessions/?limit=1";
const origin = (publicUrl: string, headers: Record<string, string>) =>
  requestUrl(new Request(`http://next.internal:9${PATH}`, { headers }), publicUrl).href.slice(0, -PATH.length);

it.each([
  [{}, "https://lab.example.org"],
  [{ host: "evil.example" }, "https://lab.example.org"],
  [
    { host: "evil.example", "x-forwarded-proto": "http", "x-forwarded-host": "evil.example" },
    "https://lab.example.org",
  ],
  [{ host: "localhost" }, "https://lab.example.org"],
])("of a public product is the public address, also for %j", (headers, expected) => {
  expect(origin("https://lab.example.org", headers as Record<string, string>)).toBe(expected);
});

it.each([
  ["localhost:3000", "http://localhost:3000"],
  ["127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["[::1]:3000", "http://[::1]:3000"],
  ["127.0.0.1:3001", "http://localhost:3000"],
  ["evil.example", "http://localhost:3000"],
  ["localhost:3000@evil.example", "http://localhost:3000"],
  ["evil.example/path?", "http://localhost:3000"],
])("of this machine alone, sent to %s, is %s", (host, expected) => {
  expect(origin("http://localhost:3000", { host, "x-forwarded-proto": "https" })).toBe(expected);
});

it("cannot be led away by the path", () => {
  const request = new Request("http://x//evil.example/api/");
  expect(requestUrl(request, "https://lab.example.org").host).toBe("lab.example.org");
});
