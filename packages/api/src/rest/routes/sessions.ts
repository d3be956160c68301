import { created, noContent, ok } from "../answer.ts";
import { envelopeJson, pageRequest } from "../pagination.ts";
import { repeatable } from "../repeatable.ts";
import type { UserRoute } from "../route.ts";
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
      GET: async ({ services, url }, actor) => {
        const page = pageRequest(url.searchParams);
        const { count, results } = await services.sessions.listTexts(actor, sessionFilter(url.searchParams), page);
        return { status: 200, json: envelopeJson(url, { count, results: results.map(sessionText) }, page) };
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
      GET: async ({ services, ids: [id] }, actor) => ok(sessionBody(await services.sessions.get(actor, id!))),
      PUT: async ({ services, ids: [id], body }, actor) =>
        ok(sessionBody(await services.sessions.update(actor, id!, await body(), { partial: false }))),
      PATCH: async ({ services, ids: [id], body }, actor) =>
        ok(sessionBody(await services.sessions.update(actor, id!, await body(), { partial: true }))),
      DELETE: async ({ services, ids: [id] }, actor) => {
        await services.sessions.delete(actor, id!);
        return noContent;
      },
    },
  },
  {
    path: "/api/datasessions/:id/remove_frames/",
    access: "user",
    bodyLimit: MB,
    metadata: { name: "Remove Frames", description: "Takes the frames that are named out of the session." },
    verbs: {
      POST: async ({ services, ids: [id], body }, actor) =>
        ok(sessionBody(await services.sessions.removeFrames(actor, id!, await body()))),
    },
  },
];
