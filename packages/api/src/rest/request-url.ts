const plausibleHost = /^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;

/** The address as the caller wrote it: Next puts its own host name into `request.url`. */
export function requestUrl(request: Request): URL {
  const url = new URL(request.url);
  const host = request.headers.get("host");
  if (host && plausibleHost.test(host)) {
    url.port = "";
    url.host = host;
  }
  const protocol = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  if (protocol === "http" || protocol === "https") url.protocol = protocol;
  return url;
}
