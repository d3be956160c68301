import type { Actor, Services, SessionParts, SessionView } from "@datalab/services";
import type { Answer } from "../answer.ts";
import { created, noContent, ok } from "../answer.ts";
import { envelopePieces, pageRequest } from "../pagination.ts";
import { repeatable } from "../repeatable.ts";
import { partsOf } from "../response-fields.ts";
import type { Exchange, UserRoute } from "../route.ts";
import { sessionFilter } from "../session-filter.ts";
import { bytesOf, bytesOfSession, sessionTexts } from "../session-texts.ts";
import { sessionBody } from "../wire.ts";

const MB = 2 ** 20;

type SessionVerb = (sessions: Services["sessions"], id: number, parts: SessionParts) => Promise<SessionView>;

/** One session as `verb` answers it; it may be large. */
async function weighed(exchange: Exchange, actor: Actor, verb: SessionVerb): Promise<Answer> {
  const { services, ids, fields, weighing } = exchange;
  const [id] = ids as [number];
  const parts = partsOf(fields);
  const bytes = await bytesOfSession(services, actor, id, parts);
  return weighing(bytes, async () => ok(sessionBody(await verb(services.sessions, id, parts))));
}

function update(exchange: Exchange, actor: Actor, options: { partial: boolean }): Promise<Answer> {
  return weighed(exchange, actor, async (sessions, id, parts) =>
    sessions.update(actor, id, await exchange.body(), options, parts),
  );
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
      GET: async ({ services, url, fields, weighing }, actor) => {
        const page = pageRequest(url.searchParams);
        const filter = sessionFilter(url.searchParams);
        const { count, results: sizes } = await services.sessions.sizes(actor, filter, page, partsOf(fields));
        const list = { count, results: sessionTexts(services, actor, sizes, fields) };
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
      GET: (exchange, actor) => weighed(exchange, actor, (sessions, id, parts) => sessions.get(actor, id, parts)),
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
      POST: (exchange, actor) =>
        weighed(exchange, actor, async (sessions, id, parts) =>
          sessions.removeFrames(actor, id, await exchange.body(), parts),
        ),
    },
  },
];
