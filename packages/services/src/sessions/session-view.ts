import type { SessionText, SessionWithOperations } from "@datalab/db";
import { operationTextView, operationView, type Viewing } from "../operations/operation-view.ts";
import type { SessionTextView, SessionView } from "../views.ts";

export function sessionView(session: SessionWithOperations, viewing: Viewing): SessionView {
  return {
    id: session.id,
    operations: session.operations.map((operation) => operationView(operation, viewing)),
    user: session.username,
    name: session.name,
    input_data: session.inputData,
    created: session.created,
    accessed: session.accessed,
    modified: session.modified,
    persist: session.persist,
  };
}

export function sessionTextView(session: SessionText, viewing: Viewing): SessionTextView {
  const { id, username, name, inputText, created, accessed, modified, persist } = session;
  const operations = session.operations.map((operation) => operationTextView(operation, viewing));
  return { id, operations, user: username, name, inputText, created, accessed, modified, persist };
}
