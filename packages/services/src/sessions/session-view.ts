import type { SessionText, SessionWithOperations } from "@datalab/db";
import type { FileLinks } from "@datalab/storage";
import { operationTextView, operationView } from "../operations/operation-view.ts";
import type { SessionTextView, SessionView } from "../views.ts";

export function sessionView(session: SessionWithOperations, links: FileLinks): SessionView {
  return {
    id: session.id,
    operations: session.operations.map((operation) => operationView(operation, links)),
    user: session.username,
    name: session.name,
    input_data: session.inputData,
    created: session.created,
    accessed: session.accessed,
    modified: session.modified,
    persist: session.persist,
  };
}

export function sessionTextView(session: SessionText, links: FileLinks): SessionTextView {
  const { id, username, name, inputText, created, accessed, modified, persist } = session;
  const operations = session.operations.map((operation) => operationTextView(operation, links));
  return { id, operations, user: username, name, inputText, created, accessed, modified, persist };
}
