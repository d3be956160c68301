import { expect, it } from "vitest";
import { requestUrl } from "./request-url.ts";

const seen = (headers: Record<string, string>) =>
  requestUrl(new Request("http://localhost:3000/api/datasessions/?limit=1", { headers })).href;

it.each([
  [{}, "http://localhost:3000/api/datasessions/?limit=1"],
  [{ host: "127.0.0.1:3000" }, "http://127.0.0.1:3000/api/datasessions/?limit=1"],
  [
    { host: "datalab.example.org", "x-forwarded-proto": "https" },
    "https://datalab.example.org/api/datasessions/?limit=1",
  ],
  [{ host: "[::1]:3000" }, "http://[::1]:3000/api/datasessions/?limit=1"],
  [{ host: "evil.example/path?" }, "http://localhost:3000/api/datasessions/?limit=1"],
  [{ "x-forwarded-proto": "javascript" }, "http://localhost:3000/api/datasessions/?limit=1"],
])("%j was sent to %s", (headers, href) => {
  expect(seen(headers as Record<string, string>)).toBe(href);
});
