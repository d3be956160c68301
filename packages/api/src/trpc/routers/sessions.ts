import { z } from "zod";
import { bytesOf, bytesOfSession } from "../../rest/session-texts.ts";
import { id, page } from "../inputs.ts";
import { procedure, router } from "../trpc.ts";

const one = z.object({ id });
const name = z.string().trim().min(1).max(256);
const frames = z.array(z.record(z.string(), z.unknown()));

export const sessionsRouter = router({
  list: procedure
    .input(page.extend({ name: z.string().optional() }).prefault({}))
    .query(async ({ ctx, input: { name, ...page } }) => {
      const { results } = await ctx.services.sessions.sizes(ctx.actor, { name }, page);
      await ctx.weight.reading(ctx.actor.userId, bytesOf(results));
      return ctx.services.sessions.list(ctx.actor, { name }, page);
    }),
  get: procedure.input(one).query(async ({ ctx, input }) => {
    await ctx.weight.reading(ctx.actor.userId, await bytesOfSession(ctx.services, ctx.actor, input.id));
    return ctx.services.sessions.get(ctx.actor, input.id);
  }),
  create: procedure
    .input(z.object({ name, frames: frames.default([]), persist: z.boolean().optional() }))
    .mutation(({ ctx, input: { name, frames, persist } }) =>
      ctx.services.sessions.create(ctx.actor, { name, input_data: frames, persist }),
    ),
  rename: procedure
    .input(one.extend({ name }))
    .mutation(({ ctx, input: { id, name } }) =>
      ctx.services.sessions.update(ctx.actor, id, { name }, { partial: true }),
    ),
  /** Marks a session that is to be kept. */
  setPersist: procedure
    .input(one.extend({ persist: z.boolean() }))
    .mutation(({ ctx, input: { id, persist } }) =>
      ctx.services.sessions.update(ctx.actor, id, { persist }, { partial: true }),
    ),
  /** Frames the session already has stay as they are. */
  addFrames: procedure
    .input(one.extend({ frames }))
    .mutation(({ ctx, input: { id, frames } }) =>
      ctx.services.sessions.update(ctx.actor, id, { input_data: frames }, { partial: true }),
    ),
  removeFrames: procedure
    .input(one.extend({ frames: z.array(z.object({ basename: z.string(), source: z.string().optional() })) }))
    .mutation(({ ctx, input: { id, frames } }) => ctx.services.sessions.removeFrames(ctx.actor, id, { frames })),
  delete: procedure.input(one).mutation(({ ctx, input }) => ctx.services.sessions.delete(ctx.actor, input.id)),
});
