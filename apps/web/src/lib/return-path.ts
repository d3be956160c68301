/** Where to go after signing in: a path of the console, or its first page when the wish leads anywhere else. */
export function returnPath(wish: string | string[] | undefined): string {
  const base = "http://console.invalid";
  if (typeof wish !== "string" || !URL.canParse(wish, base)) return "/admin";
  const { pathname, search } = new URL(wish, base);
  return /^\/admin(\/|$)/.test(pathname) && !pathname.startsWith("/admin/sign-in") ? `${pathname}${search}` : "/admin";
}
