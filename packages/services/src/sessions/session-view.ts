import type { SessionWithOperations } from "@datalab/db";
import type { FileLinks } from "@datalab/storage";
import { operationView } from "../operations/operation-view.ts";
import type { SessionView } from "../views.ts";

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
  };
}
