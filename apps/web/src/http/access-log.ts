import type { IncomingMessage, ServerResponse } from "node:http";

/** Node's own two sides of a request. */
export interface NodeExchange {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

export interface AccessEntry {
  requestId: string;
  method: string;
  /** Without its query, where signatures and searched names stand. */
  path: string;
  status: number;
  ms: number;
  /** As announced; undefined for streams. */
  bytes: number | undefined;
  userId: number | undefined;
  address: string;
  /** False: the caller left before the end. */
  complete: boolean;
}

interface Logged {
  requestId: string;
  address: string;
  /** Asked at the end, when it is known. */
  userId(): number | undefined;
}

/** Writes one entry when the answer is sent, or its reader has gone. */
export function logAccess(
  { incoming, outgoing }: NodeExchange,
  { requestId, address, userId }: Logged,
  write: (entry: AccessEntry) => void,
): void {
  const began = performance.now();
  outgoing.once("close", () => {
    const length = outgoing.getHeader("content-length");
    write({
      requestId,
      method: incoming.method ?? "",
      path: (incoming.url ?? "").split("?")[0]!,
      status: outgoing.statusCode,
      ms: Math.round(performance.now() - began),
      bytes: length === undefined ? undefined : Number(length),
      userId: userId(),
      address,
      complete: outgoing.writableFinished,
    });
  });
}
