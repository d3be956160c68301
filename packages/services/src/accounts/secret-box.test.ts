import { describe, expect, it } from "vitest";
import { secretBox } from "./secret-box.ts";

const box = secretBox("k".repeat(32));

describe("secret box", () => {
  it("opens what it sealed, also across processes with the same key", () => {
    expect(secretBox("k".repeat(32)).open(box.seal("tökén"))).toBe("tökén");
  });

  it("seals the same text differently each time", () => {
    expect(box.seal("token")).not.toBe(box.seal("token"));
  });

  it("gives nothing for another key, an altered text or rubbish", () => {
    const sealed = box.seal("token");
    const bytes = Buffer.from(sealed, "base64");
    bytes[bytes.length - 1]! ^= 1;
    expect(secretBox("x".repeat(32)).open(sealed)).toBeNull();
    expect(box.open(bytes.toString("base64"))).toBeNull();
    expect(box.open("short")).toBeNull();
  });

  it("fingerprints equal texts alike, and differently under another key", () => {
    expect(box.fingerprint("token")).toBe(secretBox("k".repeat(32)).fingerprint("token"));
    expect(box.fingerprint("token")).not.toBe(secretBox("x".repeat(32)).fingerprint("token"));
  });
});
