import { isIP } from "node:net";
import { AppError } from "@datalab/errors";
import { isPublicAddress } from "./address-guard.ts";

export interface HopRules {
  /** Exact host names, or suffixes when they start with a dot. */
  hosts: readonly string[];
  /** `host:port` pairs for which plain http and non-public addresses are allowed. */
  insecureHosts: readonly string[];
}

export interface Hop {
  url: URL;
  /** Whether the operator vouches for this host and port, so that its addresses are not checked. */
  trusted: boolean;
}

/** Checks one address of a download: the first one, and again every redirect's target (relative to the hop before). */
export function checkHop(target: string, rules: HopRules, base?: URL): Hop {
  if (!URL.canParse(target, base)) throw refused();
  const url = new URL(target, base);
  if ((url.protocol !== "https:" && url.protocol !== "http:") || url.username || url.password) throw refused();
  if (rules.insecureHosts.some((entry) => entry.toLowerCase() === hostAndPort(url))) return { url, trusted: true };
  if (url.protocol !== "https:" || !isAllowedHost(url.hostname, rules.hosts)) throw refused();
  const address = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(address) && !isPublicAddress(address)) throw refused();
  return { url, trusted: false };
}

function isAllowedHost(hostname: string, hosts: readonly string[]): boolean {
  const name = hostname.replace(/\.$/, "");
  return hosts.some((entry) => {
    const host = entry.toLowerCase();
    return host.startsWith(".") ? name.endsWith(host) : name === host;
  });
}

function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

function refused(): AppError {
  return new AppError(
    "forbidden",
    "archive.address_refused",
    "The archive points to a file at an address that is not allowed.",
  );
}
