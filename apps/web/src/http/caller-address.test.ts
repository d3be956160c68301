import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { callerAddress } from "./caller-address.ts";

const from = (forwarded?: string) =>
  ({ headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress: "10.0.0.9" } }) as unknown as IncomingMessage;

describe("callerAddress", () => {
  it("is the peer's own when no proxy is trusted, whatever is claimed", () => {
    expect(callerAddress(from("1.2.3.4"), 0)).toBe("10.0.0.9");
  });

  it.each([
    [1, "6.6.6.6, 1.2.3.4", "1.2.3.4"],
    [2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"],
    [1, undefined, "10.0.0.9"],
    [3, "1.2.3.4", "10.0.0.9"],
  ])("behind %i proxies: %s is %s", (proxies, forwarded, address) => {
    expect(callerAddress(from(forwarded), proxies)).toBe(address);
  });
});
