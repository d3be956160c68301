import { z } from "zod";

/** The largest integer a row's id can be. */
export const id = z.number().int().min(1).max(2_147_483_647);

export const page = z.object({
  limit: z.number().int().min(1).max(100).default(100),
  offset: z.number().int().min(0).max(2_147_483_647).default(0),
});
