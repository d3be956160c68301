import { procedure, router } from "../trpc.ts";

export const catalogueRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.operations.available(ctx.actor)),
});
