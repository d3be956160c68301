import { created, noContent, ok } from "../answer.ts";
import type { UserRoute } from "../route.ts";
import { newTokenBody, newTokenInput, tokenBody } from "../wire.ts";

const MB = 2 ** 20;

export const tokenRoutes: UserRoute[] = [
  {
    path: "/api/tokens/",
    access: "user",
    strictQuery: true,
    bodyLimit: MB,
    metadata: {
      name: "Personal Token List",
      description: "The caller's own tokens; a token's text is shown once, when made.",
    },
    verbs: {
      GET: async ({ services }, actor) => ok((await services.accounts.listTokens(actor)).map(tokenBody)),
      POST: async ({ services, body }, actor) =>
        created(newTokenBody(await services.accounts.createToken(actor, newTokenInput(await body())))),
    },
  },
  {
    path: "/api/tokens/:id/",
    access: "user",
    strictQuery: true,
    bodyLimit: MB,
    metadata: { name: "Personal Token Instance", description: "One token: deleting it revokes it." },
    verbs: {
      DELETE: async ({ services, ids: [id] }, actor) => {
        await services.accounts.revokeToken(actor, id!);
        return noContent;
      },
    },
  },
];
