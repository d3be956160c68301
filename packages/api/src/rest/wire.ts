import type { OperationView, SessionView } from "@datalab/services";

/** REST shows the existing client's four states only. */
export function operationBody({ trueState: _, ...operation }: OperationView) {
  return operation;
}

export function sessionBody(session: SessionView) {
  return { ...session, operations: session.operations.map(operationBody) };
}
