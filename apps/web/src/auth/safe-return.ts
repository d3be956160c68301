const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Where a browser goes after signing in or out: only to ourselves, under whichever name of this machine it used. */
export function safeReturn(url: string, baseUrl: string): string {
  if (!URL.canParse(url, baseUrl)) return baseUrl;
  const target = new URL(url, baseUrl);
  const base = new URL(baseUrl);
  const sameMachine =
    loopback.has(target.hostname) &&
    loopback.has(base.hostname) &&
    target.port === base.port &&
    target.protocol === base.protocol;
  return target.origin === base.origin || sameMachine ? target.href : baseUrl;
}
