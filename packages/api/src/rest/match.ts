import type { Route } from "./route.ts";

export interface Match {
  route: Route;
  /** As written; the adapter turns them into ids. */
  segments: string[];
}

/** First fitting row wins, so fixed names stand before `:id`. */
export function matchRoute(routes: readonly Route[], path: string): Match | undefined {
  for (const route of routes) {
    const segments = matchPath(route.path, path);
    if (segments) return { route, segments };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const fits = wanted.every((part, at) => (part === ":id" ? /^[^/.]+$/.test(given[at]!) : part === given[at]));
  return fits ? given.filter((_, at) => wanted[at] === ":id") : undefined;
}
