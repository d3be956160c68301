/** The request header in which the proxy tells the layout the path that was asked for. */
export const ASKED_PATH = "x-asked-path";

/** Where to go after signing in: a path of the console, or its first page when the wish leads anywhere else. */
export function returnPath(wish: string | string[] | undefined): string {
  const base = "http://console.invalid";
  if (typeof wish !== "string" || !URL.canParse(wish, base)) return "/admin";
  const { pathname, search } = new URL(wish, base);
  return /^\/admin(\/|$)/.test(pathname) && !pathname.startsWith("/admin/sign-in") ? `${pathname}${search}` : "/admin";
}

/** The sign-in page that leads back to `asked`. */
export function signInPath(asked: string | undefined): string {
  const back = returnPath(asked);
  return back === "/admin" ? "/admin/sign-in" : `/admin/sign-in?callbackUrl=${encodeURIComponent(back)}`;
}
