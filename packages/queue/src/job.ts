import { z } from "zod";

export const jobName = "operation";

/** What travels: the row is the truth, the job only names it. Jobs outlive deploys, so a new field must be optional. */
export const jobPayload = z.object({ operationId: z.int().positive() });

export type JobPayload = z.infer<typeof jobPayload>;

/** One operation, one job: a second job with the same id is not added while the first is there. */
export const jobIdOf = (operationId: number) => `op-${operationId}`;

export const jobOptions = {
  attempts: 3,
  backoff: { type: "exponential", delay: 2_000, jitter: 0.5 },
  // A finished job leaves nothing behind, so the operation can be sent again under the same id.
  removeOnComplete: true,
  removeOnFail: true,
} as const;
