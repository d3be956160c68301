import type { Route } from "./route.ts";

export interface Match {
  route: Route;
  /** As written; the adapter turns them into ids. */
  segments: string[];
  /** What stands for `:name` in the path. */
  names: string[];
}

/** First fitting row wins, so fixed names stand before `:id`. */
export function matchRoute(routes: readonly Route[], path: string): Match | undefined {
  for (const route of routes) {
    const found = matchPath(route.path, path);
    if (found) return { route, ...found };
  }
  return undefined;
}

const placeholders: Record<string, RegExp> = { ":id": /^[^/.]+$/, ":name": /^[^/]+$/ };

function matchPath(pattern: string, path: string): Omit<Match, "route"> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const fits = wanted.every((part, at) => placeholders[part]?.test(given[at]!) ?? part === given[at]);
  const partsFor = (placeholder: string) => given.filter((_, at) => wanted[at] === placeholder);
  return fits ? { segments: partsFor(":id"), names: partsFor(":name") } : undefined;
}
