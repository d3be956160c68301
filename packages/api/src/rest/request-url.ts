const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The address that links of an answer start from: the public one, whatever the request's headers say. Only on a machine
 * that serves itself alone does the caller's own name for it stand, when it is another name of that machine.
 */
export function requestUrl(request: Request, publicUrl: string): URL {
  const { pathname, search } = new URL(request.url);
  const url = new URL(publicUrl);
  url.pathname = pathname;
  url.search = search;
  const asked = `${url.protocol}//${request.headers.get("host")}`;
  if (!loopback.has(url.hostname) || !URL.canParse(asked)) return url;
  const { hostname, port } = new URL(asked);
  if (loopback.has(hostname) && port === url.port) url.hostname = hostname;
  return url;
}
