import type { TokenView } from "@datalab/services";

type Scope = TokenView["scopes"][number];

/** What each scope lets a token do, in the order to show them. */
export const scopeTexts = {
  "sessions:read": "See sessions, operations and pictures",
  "sessions:write": "Make, change and delete sessions",
  "operations:run": "Start, cancel and delete operations",
  admin: "Manage this account and its tokens; staff: the whole product",
} as const satisfies Record<Scope, string>;

export const scopeNames = Object.keys(scopeTexts) as Scope[];
