import type { Scope } from "@datalab/services";
import type { Column } from "./callers.ts";

/** What the callers of the columns get. */
export type Expected = Readonly<Record<Column, number>>;

export interface Rule {
  scope: Scope | "any";
  expected: Expected;
}

interface Wish {
  /** The owner's answer. */
  owner: number;
  /** Everybody else's who is known. */
  others: number;
  /** Changes something, so that a cookie alone does not do. */
  unsafe: boolean;
}

/** Of a route or procedure for known callers. */
export function forUsers(scope: Scope | "any", { owner, others, unsafe }: Wish): Rule {
  return {
    scope,
    expected: {
      anonymous: 401,
      invalid: 401,
      expired: 401,
      revoked: 401,
      server: 401,
      wrongScope: scope === "any" ? owner : 403,
      forged: unsafe ? 403 : owner,
      other: others,
      staff: others,
      superuser: others,
      cookie: owner,
      portalToken: owner,
      owner,
    },
  };
}

/** Whoever calls. */
export const forAll = (status: number): Rule => ({ scope: "any", expected: sameFor(status) });

/** For the portal's own key. */
export const forServer = (status: number): Rule => ({ scope: "any", expected: { ...sameFor(401), server: status } });

function sameFor(status: number): Expected {
  return {
    anonymous: status,
    invalid: status,
    expired: status,
    revoked: status,
    wrongScope: status,
    forged: status,
    other: status,
    staff: status,
    superuser: status,
    server: status,
    cookie: status,
    portalToken: status,
    owner: status,
  };
}
