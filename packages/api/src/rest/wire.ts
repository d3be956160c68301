import type { NewTokenInput, NewTokenView, OperationView, SessionView, TokenView } from "@datalab/services";

/** REST shows the existing client's four states only. */
export function operationBody({ trueState: _, ...operation }: OperationView) {
  return operation;
}

export function tokenBody({ lastUsed, ...token }: TokenView) {
  return { ...token, last_used: lastUsed };
}

export function newTokenBody({ token, ...view }: NewTokenView) {
  return { ...tokenBody(view), token };
}

/** REST writes names with underscores; the verb checks the values. */
export function newTokenInput(body: unknown): NewTokenInput {
  const { name, scopes, expires_in_days } = Object(body) as Record<string, unknown>;
  return { name, scopes, expiresInDays: expires_in_days ?? undefined } as NewTokenInput;
}

export function sessionBody(session: SessionView) {
  return { ...session, operations: session.operations.map(operationBody) };
}
