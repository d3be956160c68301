import type { Actor, OperationView, Services } from "@datalab/services";

const LONGEST_SECONDS = 60;
const unfinished = (operation: OperationView) => operation.status === "PENDING" || operation.status === "IN_PROGRESS";

/** Seconds that a caller is willing to wait for a result: `Prefer: wait=30` (RFC 7240), at most a minute. */
export function preferredWait(headers: Headers): number {
  const wait = /(?:^|[,;\s])wait=(\d{1,6})(?=$|[,;\s])/i.exec(headers.get("prefer") ?? "")?.[1];
  return Math.min(Number(wait ?? 0), LONGEST_SECONDS);
}

export interface Patience {
  seconds: number;
  /** Ends when the caller has left. */
  signal: AbortSignal;
}

/** The operation when it has finished, or as it is when the wait is over. */
export async function waitForResult(
  operations: Services["operations"],
  actor: Actor,
  target: { sessionId: number; operation: OperationView },
  { seconds, signal }: Patience,
): Promise<OperationView> {
  let { operation } = target;
  if (seconds === 0 || !unfinished(operation)) return operation;
  const over = new AbortController();
  const leave = () => over.abort();
  const timer = setTimeout(leave, seconds * 1000);
  signal.addEventListener("abort", leave);
  try {
    const watched = { sessionId: target.sessionId, operationId: operation.id };
    for await (const event of operations.watch(actor, watched, over.signal)) {
      if (event.kind === "removed") break;
      if (event.kind === "operation") operation = event.operation;
      if (!unfinished(operation)) break;
    }
    return operation;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", leave);
  }
}
