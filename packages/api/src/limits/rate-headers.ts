import { LimitError } from "@datalab/errors";
import type { Allowance } from "./rate-limits.ts";

/** RateLimit header fields (draft-ietf-httpapi-ratelimit-headers-06). */
export function allowanceHeaders(allowance: Allowance | undefined): Record<string, string> {
  if (!allowance) return {};
  return {
    "RateLimit-Limit": String(allowance.limit),
    "RateLimit-Remaining": String(allowance.remaining),
    "RateLimit-Reset": String(allowance.reset),
  };
}

/** When to come back after a refusal. */
export function refusalHeaders(error: unknown): Record<string, string> {
  if (!(error instanceof LimitError)) return {};
  const { limit, retryAfter } = error;
  const used = limit === undefined ? undefined : { limit, remaining: 0, reset: retryAfter };
  return { "Retry-After": String(retryAfter), ...allowanceHeaders(used) };
}
