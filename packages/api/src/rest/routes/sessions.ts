import type { Actor } from "@datalab/services";
import { created, noContent, ok } from "../answer.ts";
import { envelopeJson, pageRequest } from "../pagination.ts";
import { repeatable } from "../repeatable.ts";
import { partsOf } from "../response-fields.ts";
import type { Exchange, UserRoute } from "../route.ts";
import { sessionFilter } from "../session-filter.ts";
import { sessionBody, sessionText } from "../wire.ts";

const MB = 2 ** 20;

export const sessionRoutes: UserRoute[] = [
  {
    path: "/api/datasessions/",
    access: "user",
    bodyLimit: 20 * MB,
    metadata: {
      name: "Data Session List",
      description: "The caller's sessions, the last changed first.",
      actions: { POST: "session" },
    },
    verbs: {
      GET: async ({ services, url, fields }, actor) => {
        const page = pageRequest(url.searchParams);
        const filter = sessionFilter(url.searchParams);
        const { count, results } = await services.sessions.listTexts(actor, filter, page, partsOf(fields));
        const texts = results.map((session) => sessionText(session, fields));
        return { status: 200, json: envelopeJson(url, { count, results: texts }, page) };
      },
      POST: repeatable(async ({ services, body }, actor) =>
        created(sessionBody(await services.sessions.create(actor, await body()))),
      ),
    },
  },
  {
    path: "/api/datasessions/:id/",
    access: "user",
    bodyLimit: 20 * MB,
    slashless: ["DELETE"],
    metadata: {
      name: "Data Session Instance",
      description: "One session with its operations.",
      actions: { PUT: "session" },
    },
    verbs: {
      GET: async ({ services, ids: [id], fields }, actor) =>
        ok(sessionBody(await services.sessions.get(actor, id!, partsOf(fields)))),
      PUT: (exchange, actor) => update(exchange, actor, { partial: false }),
      PATCH: (exchange, actor) => update(exchange, actor, { partial: true }),
      DELETE: async ({ services, ids: [id] }, actor) => {
        await services.sessions.delete(actor, id!);
        return noContent;
      },
    },
  },
  {
    path: "/api/datasessions/:id/remove_frames/",
    access: "user",
    strictQuery: true,
    bodyLimit: MB,
    metadata: { name: "Remove Frames", description: "Takes the frames that are named out of the session." },
    verbs: {
      POST: async ({ services, ids: [id], body, fields }, actor) =>
        ok(sessionBody(await services.sessions.removeFrames(actor, id!, await body(), partsOf(fields)))),
    },
  },
];

async function update({ services, ids: [id], body, fields }: Exchange, actor: Actor, options: { partial: boolean }) {
  return ok(sessionBody(await services.sessions.update(actor, id!, await body(), options, partsOf(fields))));
}
