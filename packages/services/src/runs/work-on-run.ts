import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunRecord } from "@datalab/db";
import { AppError, type OutageError, outageOf, toAppError } from "@datalab/errors";
import { runFolder } from "../files/object-key.ts";
import { outputCount, storedOutput } from "../operations/stored-output.ts";
import { keptResults, type MadeResult } from "../outages/kept-results.ts";
import { outageText } from "../outages/outage-texts.ts";
import { patiently } from "../outages/patiently.ts";
import { waitForReturn } from "../outages/wait-for-return.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { failureOf, TIME_LIMIT, WORKER_LOST } from "./failure-texts.ts";
import type { InputRight } from "./input-rights.ts";
import { type KeptLease, keepLease } from "./keep-lease.ts";
import { openInputs } from "./open-inputs.ts";
import { progressWriter } from "./progress-writer.ts";
import { discardResult } from "./remove-run.ts";
import { peakMemory, startCpuMeter } from "./resource-meter.ts";
import { resultPublisher } from "./result-publisher.ts";
import { roomForRun } from "./room-for-run.ts";
import type { OperationJob, RunEngine } from "./run-engine.ts";
import type { RunPlan } from "./run-plan.ts";
import { type StopCause, stopSwitch } from "./stop-switch.ts";

/** Claims that may end in a lapsed lease before the run is given up. */
const MAX_CRASHES = 1;

const LEASE_LOST = "runs.lease_lost";

/** A result is computed, and only storing it or writing it down failed. */
class NotStored extends Error {
  readonly made: MadeResult;

  constructor(made: MadeResult, cause: unknown) {
    super("The result could not be stored", { cause });
    this.made = made;
  }
}

export interface ClaimedWork {
  run: RunRecord;
  /** The holder of the lease. */
  owner: string;
  plan: RunPlan;
  rights: readonly InputRight[];
  user: { userId: number; archiveToken: string | null };
  job: OperationJob;
}

/** Computes a claimed run and writes how it ended. Throws only what the queue shall deliver again. */
export async function workOnRun(
  deps: ServiceDeps,
  engine: RunEngine,
  work: ClaimedWork,
  shutdown: AbortSignal,
): Promise<void> {
  const { run, owner } = work;
  const { runs } = deps.database;
  if (run.crashes > MAX_CRASHES) {
    await runs.fail(run.id, owner, WORKER_LOST);
    return;
  }
  const lease = keepLease(() => runs.heartbeat(run.id, owner, engine.leaseSeconds), engine.leaseSeconds);
  const stops = stopSwitch({ shutdown, leaseLost: lease.lost }, engine.timeLimitSeconds);
  const name = tempFolderName(run);
  const folder = join(engine.tmpDir, name);
  engine.live.add(name);
  let room: { release(): Promise<void> } | undefined;
  try {
    room = await roomForRun(engine, work.rights);
    await mkdir(folder, { recursive: true });
    await compute(deps, engine, work, { folder, lease, signal: stops.signal });
  } catch (thrown) {
    await patiently(() => settle(deps, engine, work, { cause: stops.cause(), thrown, folder }), shutdown);
  } finally {
    stops.close();
    lease.stop();
    engine.live.delete(name);
    await room?.release();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }); // the sweeper may be at it too
  }
}

export function tempFolderName(run: { id: string; attempts: number }): string {
  return `${run.id}-${run.attempts}`;
}

async function compute(
  deps: ServiceDeps,
  engine: RunEngine,
  work: ClaimedWork,
  { folder, lease, signal }: { folder: string; lease: KeptLease; signal: AbortSignal },
): Promise<void> {
  const { run, owner, plan } = work;
  const { runs } = deps.database;
  const inputs = openInputs(deps, engine, work.user, work.rights, signal);
  const whileOurs = async (written: Promise<boolean>) => (await written) || lease.lose();
  const progress = progressWriter((fraction, message) => whileOurs(runs.progress(run.id, owner, fraction, message)));
  const results = resultPublisher({
    store: deps.store,
    folder: runFolder(run.id),
    shown: outputCount(run.output),
    signal,
    show: (partial, files) => whileOurs(runs.publish(run.id, owner, { output: storedOutput(partial), files })),
  });
  const cpuSeconds = startCpuMeter();
  const started = performance.now();
  try {
    const result = await engine.execute({
      definition: plan.definition,
      inputData: plan.inputData,
      key: run.resultKey,
      workDir: folder,
      openFrame: inputs.open,
      signal,
      onProgress: progress.report,
      onOutput: results.publish,
    });
    await progress.stop();
    const made = async () => ({
      inputs: inputs.records(),
      timings: { wall: (performance.now() - started) / 1000, cpu: cpuSeconds() },
      peakMemory: await peakMemory(),
    });
    const files = await results.finish(result).catch(async (thrown: unknown) => {
      throw new NotStored({ result, made: await made() }, thrown);
    });
    const completion = { ...(await made()), output: storedOutput(result), files };
    const isOurs = await patiently(() => runs.complete(run.id, owner, completion), signal);
    if (!isOurs) throw new AppError("cancelled", LEASE_LOST, "The run was cancelled.");
  } finally {
    await progress.stop();
    await results.stop();
    await inputs.release();
  }
}

interface Ending {
  cause: StopCause | null;
  thrown: unknown;
  /** Where the attempt has worked. */
  folder: string;
}

/** Writes the end of a run that did not complete, or throws so that the queue delivers its job again. */
async function settle(
  deps: ServiceDeps,
  engine: RunEngine,
  work: ClaimedWork,
  { cause, thrown, folder }: Ending,
): Promise<void> {
  const { run, owner, job } = work;
  const { runs } = deps.database;
  const outage = outageOf(thrown);
  const error =
    cause === "shutdown" ? stopping(thrown) : toAppError(thrown instanceof NotStored ? thrown.cause : thrown);
  if (cause === "lease-lost" || error.code === LEASE_LOST) {
    // Cancelled, or taken over: the row is not ours to write. If only the database was silent, it is, and another attempt is due.
    if (await runs.release(run.id, owner, "")) throw new AppError("transient", LEASE_LOST, "The lease lapsed.");
  } else if (cause === "time-limit") {
    await runs.fail(run.id, owner, TIME_LIMIT);
  } else if (outage && cause === null) {
    await waitOut(deps, engine, work, { outage, thrown, folder });
  } else if (cause === "shutdown" || (error.policy.retry && job.attemptsLeft > 0)) {
    await runs.release(run.id, owner, "");
    throw error;
  } else {
    if (error.kind === "internal") deps.logger.error({ err: thrown, runId: run.id }, "A run failed");
    await runs.fail(run.id, owner, failureOf(error));
  }
  await discardResult(deps, run.id).catch((err: unknown) =>
    deps.logger.warn({ err, runId: run.id }, "What a run left in the store is still there"),
  );
}

/** Something is away: the run waits, with its result on this disk when only storing it is missing. */
async function waitOut(
  deps: ServiceDeps,
  engine: RunEngine,
  { run, owner, job }: ClaimedWork,
  { outage, thrown, folder }: { outage: OutageError; thrown: unknown; folder: string },
): Promise<void> {
  const { runs } = deps.database;
  const text = outageText(outage.dependency);
  const { operationId } = job;
  const tooLong = await waitForReturn(deps, { operationId, outageHours: engine.outageHours }, outage);
  if (tooLong) {
    await runs.fail(run.id, owner, { kind: outage.kind, code: outage.code, message: tooLong });
  } else if (thrown instanceof NotStored) {
    const kept = keptResults(engine.keptDir);
    const isKept = await kept.keep(run.id, folder, thrown.made).then(
      () => true,
      () => false, // no room for it, or it is kept by an attempt of before that was repeated
    );
    if (isKept) await runs.keep(run.id, owner, await kept.holder(), text);
    else await runs.release(run.id, owner, text);
  } else {
    await runs.release(run.id, owner, text);
  }
}

function stopping(cause: unknown): AppError {
  return new AppError("transient", "runs.shutdown", "The worker is stopping.", { cause });
}
