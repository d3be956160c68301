import type {
  NewTokenInput,
  NewTokenView,
  OperationTextView,
  OperationView,
  SessionTextView,
  SessionView,
  TokenView,
} from "@datalab/services";
import type { ResponseFields } from "./response-fields.ts";

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

/** The JSON of `sessionBody`, limited to what is wanted, byte for byte, without reading the input data. */
export function sessionText(session: SessionTextView, fields: ResponseFields): string {
  const { id, operations, user, name, inputText, created, accessed, modified, persist } = session;
  const members: [name: string, text: () => string][] = [
    ["id", () => String(id)],
    ["operations", () => `[${operations.map(operationText).join(",")}]`],
    ["user", () => JSON.stringify(user)],
    ["name", () => JSON.stringify(name)],
    ["input_data", () => inputText],
    ["created", () => JSON.stringify(created)],
    ["accessed", () => JSON.stringify(accessed)],
    ["modified", () => JSON.stringify(modified)],
    ["persist", () => String(persist)],
  ];
  const wanted = members.filter(([member]) => fields?.has(member) ?? true);
  return `{${wanted.map(([member, text]) => `"${member}":${text()}`).join(",")}}`;
}

function operationText({ trueState: _, inputText, created, ...head }: OperationTextView): string {
  return `${JSON.stringify(head).slice(0, -1)},"input_data":${inputText},${JSON.stringify({ created }).slice(1)}`;
}
