import type { Actor, OperationView, Services } from "@datalab/services";
import { created, noContent, ok } from "../answer.ts";
import { envelope, pageRequest } from "../pagination.ts";
import { waitForResult } from "../preferred-wait.ts";
import { repeatable } from "../repeatable.ts";
import type { Exchange, UserRoute } from "../route.ts";
import { bytesOfSession } from "../session-texts.ts";
import { operationBody } from "../wire.ts";

const MB = 2 ** 20;

type OperationVerb = (
  operations: Services["operations"],
  actor: Actor,
  sessionId: number,
  operationId: number,
) => Promise<OperationView>;

/** An action on one operation, answered with the operation as it is afterwards. */
function action(name: string, description: string, verb: OperationVerb): UserRoute {
  return {
    path: `/api/datasessions/:id/operations/:id/${name.toLowerCase()}/`,
    access: "user",
    strictQuery: true,
    bodyLimit: MB,
    metadata: { name, description },
    verbs: {
      POST: async ({ services, ids: [sessionId, id] }: Exchange, actor) =>
        ok(operationBody(await verb(services.operations, actor, sessionId!, id!))),
    },
  };
}

export const operationRoutes: UserRoute[] = [
  {
    path: "/api/datasessions/:id/operations/",
    access: "user",
    bodyLimit: 20 * MB,
    metadata: {
      name: "Data Operation List",
      description: "The operations of a session in the order they were submitted.",
      actions: { POST: "operation" },
    },
    verbs: {
      GET: async ({ services, url, ids: [sessionId], weighing }, actor) => {
        const page = pageRequest(url.searchParams);
        return weighing(await bytesOfSession(services, actor, sessionId!), async () => {
          const found = await services.operations.list(actor, sessionId!, page);
          return ok(envelope(url, { ...found, results: found.results.map(operationBody) }, page));
        });
      },
      POST: repeatable(async ({ services, ids: [sessionId], body, patience }, actor) => {
        const operation = await services.operations.submit(actor, sessionId!, await body());
        const target = { sessionId: sessionId!, operation };
        return created(operationBody(await waitForResult(services.operations, actor, target, patience)));
      }),
    },
  },
  {
    path: "/api/datasessions/:id/operations/bulk_delete/",
    access: "user",
    bodyLimit: MB,
    metadata: { name: "Bulk Delete", description: "Deletes the operations whose ids are sent." },
    verbs: {
      POST: async ({ services, ids: [sessionId], body }, actor) =>
        ok(await services.operations.bulkDelete(actor, sessionId!, await body())),
    },
  },
  {
    path: "/api/datasessions/:id/operations/:id/",
    access: "user",
    bodyLimit: MB,
    metadata: {
      name: "Data Operation Instance",
      description: "One operation with its state and output.",
      actions: { PUT: "operation" },
    },
    verbs: {
      GET: async ({ services, ids: [sessionId, id], patience }, actor) => {
        const operation = await services.operations.get(actor, sessionId!, id!);
        const target = { sessionId: sessionId!, operation };
        return ok(operationBody(await waitForResult(services.operations, actor, target, patience)));
      },
      PUT: (exchange, actor) => update(exchange, actor, false),
      PATCH: (exchange, actor) => update(exchange, actor, true),
      DELETE: async ({ services, ids: [sessionId, id] }, actor) => {
        await services.operations.delete(actor, sessionId!, id!);
        return noContent;
      },
    },
  },
  action("Cancel", "Stops an operation that is not finished.", (operations, ...one) => operations.cancel(...one)),
  action("Retry", "Runs a failed or cancelled operation again.", (operations, ...one) => operations.retry(...one)),
];

async function update({ services, ids: [sessionId, id], body }: Exchange, actor: Actor, partial: boolean) {
  return ok(operationBody(await services.operations.update(actor, sessionId!, id!, await body(), { partial })));
}
