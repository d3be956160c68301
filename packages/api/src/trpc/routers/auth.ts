import { z } from "zod";
import { procedure, router } from "../trpc.ts";

export const authRouter = router({
  me: procedure.query(({ ctx }) => ctx.services.accounts.me(ctx.actor)),
  signIns: procedure.query(({ ctx }) => ctx.services.accounts.listSignIns(ctx.actor)),
  endSignIn: procedure
    .input(z.object({ id: z.string().max(100) }))
    .mutation(({ ctx, input }) => ctx.services.accounts.endSignIn(ctx.actor, input.id)),
  endAllSignIns: procedure.mutation(({ ctx }) => ctx.services.accounts.endAllSignIns(ctx.actor)),
  changePassword: procedure
    .input(z.object({ current: z.string(), next: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.accounts.changePassword(ctx.actor, input)),
});
