import { scopes } from "@datalab/services";
import { z } from "zod";
import { id } from "../inputs.ts";
import { procedure, router } from "../trpc.ts";

const newToken = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(scopes)).min(1).optional(),
  expiresInDays: z.number().int().min(1).max(3650).optional(),
});

export const tokensRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.accounts.listTokens(ctx.actor)),
  create: procedure.input(newToken).mutation(({ ctx, input }) => ctx.services.accounts.createToken(ctx.actor, input)),
  revoke: procedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => ctx.services.accounts.revokeToken(ctx.actor, input.id)),
});
