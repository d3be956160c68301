import type { lookup } from "node:dns";
import { describe, expect, it } from "vitest";
import { isPublicAddress, publicLookup, RefusedAddressError } from "./address-guard.ts";

describe("isPublicAddress", () => {
  it.each(["8.8.8.8", "52.218.0.1", "2606:4700:4700::1111"])("takes %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "ff02::1",
    "2001:db8::1",
    "not an address",
    "",
  ])("refuses %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

const resolvingTo = (...addresses: string[]) =>
  ((_host: string, _options: unknown, done: (error: null, found: { address: string; family: number }[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    )) as typeof lookup;

describe("publicLookup", () => {
  it("hands out exactly the addresses it checked", () => {
    const all: unknown[] = [];
    publicLookup(resolvingTo("8.8.8.8", "9.9.9.9"))("x.example", { all: true }, (...answer) => all.push(answer));
    expect(all).toEqual([
      [
        null,
        [
          { address: "8.8.8.8", family: 4 },
          { address: "9.9.9.9", family: 4 },
        ],
      ],
    ]);
    const one: unknown[] = [];
    publicLookup(resolvingTo("8.8.8.8", "9.9.9.9"))("x.example", {}, (...answer) => one.push(answer));
    expect(one).toEqual([[null, "8.8.8.8", 4]]);
  });

  it.each([[["10.0.0.1"]], [["8.8.8.8", "127.0.0.1"]], [[]]])("refuses a name that resolves to %j", (addresses) => {
    let refusal: unknown;
    publicLookup(resolvingTo(...addresses))("x.example", { all: true }, (error) => {
      refusal = error;
    });
    expect(refusal).toBeInstanceOf(RefusedAddressError);
  });
});
