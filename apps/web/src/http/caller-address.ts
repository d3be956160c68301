import type { IncomingMessage } from "node:http";

/**
 * Where a request came from. Each proxy adds to X-Forwarded-For whom it got the request from, so the last entries are
 * the words of the proxies nearest to us; what stands before them anybody can claim.
 */
export function callerAddress({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const peer = socket.remoteAddress ?? "unknown";
  if (trustedProxies === 0) return peer;
  const told = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  return told.at(-trustedProxies)?.trim() || peer;
}
