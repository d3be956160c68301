/**
 * Whether the browser says that a page of this very origin sent the request. A browser always sends one of the two
 * headers with a POST, so a request with neither is refused too.
 */
export function isOwnPage(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  return new URL(origin).host === request.headers.get("host");
}
