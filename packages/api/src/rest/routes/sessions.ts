import type { Actor, Services, SessionView } from "@datalab/services";
import type { Answer } from "../answer.ts";
import { created, noContent, ok } from "../answer.ts";
import { envelopePieces, pageRequest } from "../pagination.ts";
import { repeatable } from "../repeatable.ts";
import type { Exchange, UserRoute } from "../route.ts";
import { sessionFilter } from "../session-filter.ts";
import { bytesOf, bytesOfSession, sessionTexts } from "../session-texts.ts";
import { sessionBody } from "../wire.ts";

const MB = 2 ** 20;

type SessionVerb = (sessions: Services["sessions"], id: number) => Promise<SessionView>;

/** One session as `verb` answers it; it may be large. */
async function weighed({ services, ids: [id], weighing }: Exchange, actor: Actor, verb: SessionVerb): Promise<Answer> {
  const bytes = await bytesOfSession(services, actor, id!);
  return weighing(bytes, async () => ok(sessionBody(await verb(services.sessions, id!))));
}

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
      GET: async ({ services, url, weighing }, actor) => {
        const page = pageRequest(url.searchParams);
        const { count, results: sizes } = await services.sessions.sizes(actor, sessionFilter(url.searchParams), page);
        const list = { count, results: sessionTexts(services, actor, sizes) };
        return weighing(bytesOf(sizes), async () => ({ status: 200, pieces: envelopePieces(url, list, page) }));
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
      GET: (exchange, actor) => weighed(exchange, actor, (sessions, id) => sessions.get(actor, id)),
      PUT: (exchange, actor) =>
        weighed(exchange, actor, async (sessions, id) =>
          sessions.update(actor, id, await exchange.body(), { partial: false }),
        ),
      PATCH: (exchange, actor) =>
        weighed(exchange, actor, async (sessions, id) =>
          sessions.update(actor, id, await exchange.body(), { partial: true }),
        ),
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
      POST: (exchange, actor) =>
        weighed(exchange, actor, async (sessions, id) => sessions.removeFrames(actor, id, await exchange.body())),
    },
  },
];
