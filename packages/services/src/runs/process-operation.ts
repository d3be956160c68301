import { randomUUID } from "node:crypto";
import type { OperationRecord } from "@datalab/db";
import { type AppError, type Dependency, type OutageError, outageOf, toAppError } from "@datalab/errors";
import { leaveRuns } from "../operations/leave-runs.ts";
import { isUnfinished } from "../operations/waits-for-job.ts";
import { waitForReturn } from "../outages/wait-for-return.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { withCurrentKey } from "./current-key.ts";
import { INTERNAL_ERROR } from "./failure-texts.ts";
import { checkRights } from "./input-rights.ts";
import { joinRun } from "./join-run.ts";
import type { OperationJob, RunEngine } from "./run-engine.ts";
import { planOf } from "./run-plan.ts";
import { workOnRun } from "./work-on-run.ts";

/**
 * Handles one job: checks the user's rights, puts the operation on the run of its key, and computes that run unless it is
 * done or someone else computes it. With `trouble` the worker can compute nothing now, and the operation waits. Throws only what the queue shall deliver again; every other end is written to the rows.
 */
export async function processOperation(
  deps: ServiceDeps,
  engine: RunEngine,
  job: OperationJob,
  signal: AbortSignal,
  trouble: Dependency | null = null,
): Promise<void> {
  const found = await deps.database.operations.find(job.operationId);
  if (!found || !isUnfinished(found)) return;
  if (trouble) return wait(deps, engine, found, { dependency: trouble });
  const operation = await withCurrentKey(deps, found);
  const plan = planOf(operation);
  if (!plan) return end(deps, operation, "failed", `There is no operation called ${operation.name} any more.`);

  const user = { userId: operation.ownerId, archiveToken: await archiveTokenOf(deps, operation.ownerId) };
  const joined = await orEnd(deps, engine, operation, job, async () => {
    const rights = await checkRights(deps, user, plan.files);
    return { rights, run: await joinRun(deps, operation, plan, rights) };
  });
  if (!joined?.run || joined.run.status === "COMPLETED") return;
  const { run, rights } = joined;
  const owner = randomUUID();
  const claimed = await deps.database.runs.claim(run.id, owner, engine.leaseSeconds);
  if (claimed) return workOnRun(deps, engine, { run: claimed, owner, plan, rights, user, job }, signal);
  if (run.keptBy) await wait(deps, engine, operation, { dependency: "store" });
}

/** Something is away: the operation waits for it, but not for ever. */
async function wait(
  deps: ServiceDeps,
  { outageHours }: RunEngine,
  operation: OperationRecord,
  outage: Pick<OutageError, "dependency">,
): Promise<void> {
  const tooLong = await waitForReturn(deps, { operationId: operation.id, outageHours }, outage);
  if (tooLong) await end(deps, operation, "failed", tooLong);
}

async function archiveTokenOf(deps: ServiceDeps, userId: number): Promise<string | null> {
  const user = await deps.database.users.find(userId);
  const sealed = user?.profile?.archiveTokenCipher;
  return sealed ? deps.secrets.open(sealed) : null;
}

/** What goes wrong before there is a run is the operation's own end, with its text, unless the queue tries again. */
async function orEnd<T>(
  deps: ServiceDeps,
  engine: RunEngine,
  operation: OperationRecord,
  job: OperationJob,
  prepare: () => Promise<T>,
): Promise<T | null> {
  try {
    return await prepare();
  } catch (thrown) {
    const outage = outageOf(thrown);
    if (outage) {
      await wait(deps, engine, operation, outage);
      return null;
    }
    const error = toAppError(thrown);
    if (error.policy.retry && job.attemptsLeft > 0) throw error;
    if (error.kind === "internal")
      deps.logger.error({ err: thrown, operationId: operation.id }, "An operation found no run");
    await end(
      deps,
      operation,
      isRefusal(error) ? "refused" : "failed",
      error.policy.expose ? error.message : INTERNAL_ERROR,
    );
    return null;
  }
}

function isRefusal({ kind }: AppError): boolean {
  return kind === "notFound" || kind === "forbidden" || kind === "unauthenticated";
}

/** An operation that already stands on a run leaves it: the run may serve others. */
async function end(
  deps: ServiceDeps,
  operation: OperationRecord,
  state: "refused" | "failed",
  message: string,
): Promise<void> {
  if (await deps.database.operations.settle(operation.id, state, message)) return;
  const left = await deps.database.operations.cancel(operation.id, message);
  if (left) await leaveRuns(deps, [left]);
}
