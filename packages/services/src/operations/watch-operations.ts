import { createHash } from "node:crypto";
import type { OperationRecord, RunEvent } from "@datalab/db";
import type { Actor } from "../actor.ts";
import { defineStream } from "../define-verb.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { ownSession } from "../sessions/own-session.ts";
import type { WatchEvent } from "../views.ts";
import { eventInbox } from "./event-inbox.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";

const HEARTBEAT_MS = 15_000;
/** A credential is looked at again at most this often, and with every heartbeat. */
const RENEWAL_MS = 3_000;
const ALL = { limit: 10_000, offset: 0 };

export interface WatchTarget {
  sessionId: number;
  operationId?: number;
}

/** What the watcher was told last about an operation. */
interface Shown {
  runId: string | null;
  /** Of its view: a watcher of a large session keeps no copy of it. */
  digest: string;
}

/** An event only says where to look: what is told is read again from the rows, and only when it differs. */
export const watchOperations = defineStream({
  access: "sessions:read",
  async *run(deps, actor, target: WatchTarget, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const inbox = eventInbox(deps.database.runEvents, HEARTBEAT_MS, signal); // before the first reading: nothing falls between
    const shown = new Map<number, Shown>();
    const stillAllowed = renewing(actor);
    try {
      yield* tellChanges(deps, await readAll(deps, actor, target), shown, true);
      if (shown.size === 0) yield { kind: "heartbeat" }; // so that a watcher of nothing yet knows that the watch has begun
      for (;;) {
        const { events, done } = await inbox.next();
        if (done) return;
        await stillAllowed();
        if (events.length === 0) yield { kind: "heartbeat" };
        else if (events.some((event) => event.kind === "reconnected")) {
          yield* tellChanges(deps, await readAll(deps, actor, target), shown, true);
        } else {
          const ids = concerned(events, shown, target);
          yield* tellChanges(deps, await readSome(deps, target, ids), shown, false);
        }
      }
    } finally {
      inbox.close();
    }
  },
});

/** Throws `unauthenticated` once the credential that opened the stream has ended. */
function renewing(actor: Actor): () => Promise<void> {
  let seen = Date.now();
  return async () => {
    if (Date.now() - seen < RENEWAL_MS) return;
    await actor.renew();
    seen = Date.now();
  };
}

/** Found operations, and null for those that are gone. */
type Reading = Map<number, OperationRecord | null>;

async function readAll(deps: ServiceDeps, actor: Actor, { sessionId, operationId }: WatchTarget): Promise<Reading> {
  if (operationId !== undefined) {
    return new Map([[operationId, await ownOperation(deps, actor, sessionId, operationId)]]);
  }
  await ownSession(deps, actor, sessionId);
  const { results } = await deps.database.operations.list(sessionId, ALL);
  return new Map(results.map((operation) => [operation.id, operation]));
}

async function readSome(deps: ServiceDeps, { sessionId }: WatchTarget, ids: Iterable<number>): Promise<Reading> {
  const reading: Reading = new Map();
  for (const id of ids) {
    const operation = await deps.database.operations.find(id);
    reading.set(id, operation?.sessionId === sessionId ? operation : null);
  }
  return reading;
}

function concerned(
  events: readonly RunEvent[],
  shown: ReadonlyMap<number, Shown>,
  { operationId }: WatchTarget,
): Set<number> {
  const ids = new Set<number>();
  for (const event of events) {
    if (event.kind === "operation") ids.add(event.id);
    if (event.kind === "run") for (const [id, { runId }] of shown) if (runId === event.id) ids.add(id);
  }
  return operationId === undefined ? ids : new Set([operationId].filter((id) => ids.has(id)));
}

function* tellChanges(
  deps: ServiceDeps,
  reading: Reading,
  shown: Map<number, Shown>,
  isWhole: boolean,
): Generator<WatchEvent> {
  const gone = isWhole ? [...shown.keys()].filter((id) => !reading.has(id)) : [];
  for (const [id, operation] of [...reading, ...gone.map((id) => [id, null] as const)]) {
    if (!operation) {
      if (shown.delete(id)) yield { kind: "removed", operationId: id };
      continue;
    }
    const view = operationView(operation, deps);
    const digest = createHash("sha1").update(JSON.stringify(view)).digest("base64url");
    if (shown.get(id)?.digest === digest) continue;
    shown.set(id, { runId: operation.run?.id ?? null, digest });
    yield { kind: "operation", operation: view };
  }
}
