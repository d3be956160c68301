import type { Actor } from "@datalab/services";
import { eventStream } from "../event-stream.ts";
import type { Exchange, UserRoute } from "../route.ts";

function watch({ services, ids: [sessionId, operationId], patience, lastEventId, fields }: Exchange, actor: Actor) {
  const left = new AbortController();
  const signal = AbortSignal.any([patience.signal, left.signal]);
  const events = services.operations.watch(actor, { sessionId: sessionId!, operationId }, signal);
  return eventStream(events, {
    lastEventId,
    fields,
    leave: () => left.abort(),
    endsWithOperation: operationId !== undefined,
  });
}

export const eventRoutes: UserRoute[] = [
  {
    path: "/api/datasessions/:id/events/",
    access: "user",
    strictQuery: true,
    bodyLimit: 0,
    metadata: {
      name: "Data Session Events",
      description: "Server-sent events: the session's operations as they are, then each change.",
    },
    verbs: { GET: watch },
  },
  {
    path: "/api/datasessions/:id/operations/:id/events/",
    access: "user",
    strictQuery: true,
    bodyLimit: 0,
    metadata: {
      name: "Data Operation Events",
      description: "Server-sent events: state and progress of one operation until it has finished.",
    },
    verbs: { GET: watch },
  },
];
