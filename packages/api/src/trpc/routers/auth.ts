import { z } from "zod";
import { procedure, router } from "../trpc.ts";

export const authRouter = router({
  me: procedure.query(({ ctx }) => ctx.services.accounts.me(ctx.actor)),
  changePassword: procedure
    .input(z.object({ current: z.string(), next: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.accounts.changePassword(ctx.actor, input)),
});
