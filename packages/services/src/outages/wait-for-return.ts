import type { OutageError } from "@datalab/errors";
import { isUnfinished } from "../operations/waits-for-job.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { gaveUpText, outageText } from "./outage-texts.ts";

/**
 * Lets an operation wait until what it needs is back: its job is sent again after a pause, and no attempt is used up. Answers
 * the text to end it with when that has taken too long, else null.
 */
export async function waitForReturn(
  deps: ServiceDeps,
  { operationId, outageHours }: { operationId: number; outageHours: number },
  { dependency }: Pick<OutageError, "dependency">,
): Promise<string | null> {
  const { operations } = deps.database;
  if (await operations.postpone(operationId, outageText(dependency), outageHours * 3600)) return null;
  const now = await operations.find(operationId);
  return now && isUnfinished(now) ? gaveUpText(dependency, outageHours) : null;
}
