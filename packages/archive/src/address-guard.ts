import { lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

const globalIPv6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an address belongs to the public internet: no loopback, private, link-local, CGNAT, multicast, reserved or
 * IPv6 form that carries an IPv4 address inside (mapped, compatible, 6to4, Teredo, NAT64).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalIPv6);
}

/**
 * A resolver for sockets that hands out an address only when every address of the name is public. The socket connects to
 * exactly what was checked, so a name that changes its answer in between gains nothing.
 */
export function publicLookup(lookupName: typeof resolve = resolve): LookupFunction {
  return (hostname, options, callback) => {
    lookupName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const refused = addresses.find(({ address }) => !isPublicAddress(address));
      if (refused || !addresses[0]) return callback(new RefusedAddressError(hostname), "", 0);
      if (options.all) return callback(null, addresses);
      return callback(null, addresses[0].address, addresses[0].family);
    });
  };
}

export class RefusedAddressError extends Error {
  constructor(hostname: string) {
    super(`${hostname} does not resolve to public addresses only`);
  }
}
