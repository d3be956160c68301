/** Remembers for a short while that nobody knows a token, so that the portal is not asked at every request. */
export interface UnknownTokens {
  has(fingerprint: string): boolean;
  add(fingerprint: string): void;
}

const REMEMBER_MS = 60_000;
const MAX_ENTRIES = 10_000;

export function unknownTokens(now: () => number): UnknownTokens {
  const seen = new Map<string, number>();
  return {
    has: (fingerprint) => now() - (seen.get(fingerprint) ?? Number.NEGATIVE_INFINITY) < REMEMBER_MS,
    add(fingerprint) {
      seen.delete(fingerprint); // the newest entry is always the last of the map
      seen.set(fingerprint, now());
      if (seen.size > MAX_ENTRIES) seen.delete(seen.keys().next().value!);
    },
  };
}
