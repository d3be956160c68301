import { describe, expect, it } from "vitest";
import { checkHop } from "./hop-guard.ts";

const rules = { hosts: ["archive-api.lco.global", ".amazonaws.com"], insecureHosts: ["127.0.0.1:4000", "[::1]:4000"] };
const refusal = expect.objectContaining({ kind: "forbidden", code: "archive.address_refused" });

describe("checkHop (D42)", () => {
  it.each([
    ["https://archive-api.lco.global/frames/1", false],
    ["https://ARCHIVE-API.LCO.GLOBAL/frames/1", false],
    ["https://bucket.s3.us-west-2.amazonaws.com/a?b=c", false],
    ["http://127.0.0.1:4000/a", true],
    ["http://2130706433:4000/a", true],
    ["http://[::1]:4000/a", true],
  ])("takes %s", (address, trusted) => {
    expect(checkHop(address, rules).trusted).toBe(trusted);
  });

  it.each([
    "http://archive-api.lco.global/frames/1",
    "https://evil.example/",
    "https://archive-api.lco.global.evil.example/",
    "https://evilamazonaws.com/",
    "https://amazonaws.com/",
    "https://user:password@archive-api.lco.global/",
    "https://archive-api.lco.global@evil.example/",
    "http://127.0.0.1:4001/",
    "http://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::ffff:127.0.0.1]/",
    "file:///etc/passwd",
    "ftp://archive-api.lco.global/a",
    "data:text/plain,a",
    "None",
    "",
  ])("refuses %s", (address) => {
    expect(() => checkHop(address, rules)).toThrow(refusal);
  });

  it("refuses a private address even when it is listed among the hosts", () => {
    expect(() => checkHop("https://10.0.0.1/", { hosts: ["10.0.0.1"], insecureHosts: [] })).toThrow(refusal);
  });

  it("reads a relative redirect against the hop before, and checks it again", () => {
    const base = new URL("https://archive-api.lco.global/frames/1");
    expect(checkHop("/files/2", rules, base).url.href).toBe("https://archive-api.lco.global/files/2");
    expect(() => checkHop("//evil.example/2", rules, base)).toThrow(refusal);
  });
});
