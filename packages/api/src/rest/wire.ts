import type {
  NewTokenInput,
  NewTokenView,
  OperationTextView,
  OperationView,
  SessionTextView,
  SessionView,
  TokenView,
} from "@datalab/services";

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

/** The JSON of `sessionBody`, byte for byte, without reading the input data. */
export function sessionText({ id, operations, user, name, inputText, ...times }: SessionTextView): string {
  const head = `"id":${id},"operations":[${operations.map(operationText).join(",")}]`;
  const about = JSON.stringify({ user, name }).slice(1, -1);
  const { created, accessed, modified } = times;
  return `{${head},${about},"input_data":${inputText},${JSON.stringify({ created, accessed, modified }).slice(1)}`;
}

function operationText({ trueState: _, inputText, created, ...head }: OperationTextView): string {
  return `${JSON.stringify(head).slice(0, -1)},"input_data":${inputText},${JSON.stringify({ created }).slice(1)}`;
}
