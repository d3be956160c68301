import { createHash } from "node:crypto";
import { AppError } from "@datalab/errors";
import type { OperationView, WatchEvent } from "@datalab/services";
import { type Answer, noContent } from "./answer.ts";
import { limited, type ResponseFields } from "./response-fields.ts";
import { operationBody } from "./wire.ts";

const finished = new Set(["COMPLETED", "FAILED"]);

interface Watching {
  /** The id of the last event that the caller got before the connection broke. */
  lastEventId: string | null;
  /** What is wanted of an operation. */
  fields: ResponseFields;
  /** Stops the events: a reader who has left must not be waited for until the next one. */
  leave(): void;
  /** The stream of one operation ends with it. */
  endsWithOperation: boolean;
}

/**
 * Server-sent events (WHATWG HTML §9.2): `operation` with its state at each change, `removed` with its id. An event's id
 * is a digest of what it tells, so a caller who comes back with the last one is told nothing twice; 204 ends reconnecting.
 */
export async function eventStream(events: AsyncGenerator<WatchEvent>, watching: Watching): Promise<Answer> {
  const first = await events.next(); // who may not watch gets an ordinary answer
  if (first.done) return noContent;
  if (watching.endsWithOperation && isKnownEnd(first.value, watching.lastEventId)) {
    await events.return(undefined);
    return noContent;
  }
  const headers = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
  };
  return { status: 200, stream: bytesOf(first.value, events, watching), headers };
}

function bytesOf(first: WatchEvent, events: AsyncGenerator<WatchEvent>, watching: Watching) {
  const encoder = new TextEncoder();
  let next: WatchEvent | undefined = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const event = next ?? (await nextEvent(events));
      next = undefined;
      if (event) controller.enqueue(encoder.encode(textOf(event, watching)));
      if (event && !(watching.endsWithOperation && isEnd(event))) return;
      controller.close();
      await events.return(undefined);
    },
    async cancel() {
      watching.leave();
      await events.return(undefined);
    },
  });
}

/** Undefined at the end; a caller whose credential has ended learns it when coming back. */
async function nextEvent(events: AsyncGenerator<WatchEvent>): Promise<WatchEvent | undefined> {
  try {
    return (await events.next()).value;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.kind === "unauthenticated") return undefined;
    throw thrown;
  }
}

const isEnd = (event: WatchEvent) =>
  event.kind === "removed" || (event.kind === "operation" && finished.has(event.operation.status));

const isKnownEnd = (event: WatchEvent, lastEventId: string | null) =>
  event.kind === "operation" && isEnd(event) && eventId(event.operation) === lastEventId;

function textOf(event: WatchEvent, { lastEventId, fields }: Watching): string {
  if (event.kind === "heartbeat") return ": still here\n\n";
  if (event.kind === "removed") return `event: removed\ndata: ${JSON.stringify({ id: event.operationId })}\n\n`;
  const id = eventId(event.operation);
  if (id === lastEventId) return ": nothing new\n\n";
  return `event: operation\nid: ${id}\ndata: ${JSON.stringify(progressOf(event.operation, fields))}\n\n`;
}

function progressOf(operation: OperationView, fields: ResponseFields) {
  const { id, status, message, operation_progress, trueState } = operation;
  return {
    id,
    status,
    phase: trueState.state,
    fraction: operation_progress,
    message: message || trueState.text,
    eta_seconds: trueState.etaSeconds,
    queue_position: trueState.queuePosition,
    operation: limited(operationBody(operation), fields),
  };
}

/** The time that is left changes by itself and is no news. */
function eventId({ trueState: { etaSeconds: _, ...state }, ...operation }: OperationView): string {
  return createHash("sha1")
    .update(JSON.stringify([operation, state]))
    .digest("base64url");
}
