import { randomUUID } from "node:crypto";
import type { RunRecord } from "@datalab/db";
import { outageOf } from "@datalab/errors";
import { runFolder } from "../files/object-key.ts";
import { outputCount, storedOutput } from "../operations/stored-output.ts";
import { keepLease } from "../runs/keep-lease.ts";
import { resultPublisher } from "../runs/result-publisher.ts";
import type { RunEngine } from "../runs/run-engine.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { keptResults } from "./kept-results.ts";
import { outageText } from "./outage-texts.ts";

/** Brings the results that this disk keeps to the store, and removes those that nobody waits for any more. */
export async function deliverKept(deps: ServiceDeps, engine: RunEngine): Promise<void> {
  const kept = keptResults(engine.keptDir);
  const ids = await kept.runIds();
  if (ids.length === 0) return;
  const holder = await kept.holder();
  const waiting = await deps.database.runs.kept(holder, ids);
  for (const id of ids) {
    const run = waiting.find((one) => one.id === id);
    if (run) await deliver(deps, engine, run, holder);
    else if (!(await deps.database.runs.find(id))?.isLeased) await kept.remove(id);
  }
}

async function deliver(deps: ServiceDeps, engine: RunEngine, { id }: RunRecord, holder: string): Promise<void> {
  const { runs } = deps.database;
  const kept = keptResults(engine.keptDir);
  const owner = randomUUID();
  const run = await runs.claim(id, owner, engine.leaseSeconds, holder);
  if (!run) return; // another worker of this disk is at it
  const lease = keepLease(() => runs.heartbeat(id, owner, engine.leaseSeconds), engine.leaseSeconds);
  try {
    const { result, made } = await kept.read(id);
    const results = resultPublisher({
      store: deps.store,
      folder: runFolder(id),
      shown: outputCount(run.output),
      signal: lease.lost,
      show: async () => undefined,
    });
    const files = await results.finish(result);
    await runs.complete(id, owner, { ...made, output: storedOutput(result), files });
    await kept.remove(id);
  } catch (thrown) {
    const outage = outageOf(thrown);
    if (outage) {
      await runs.keep(id, owner, holder, outageText(outage.dependency));
      return;
    }
    if (!lease.lost.aborted)
      deps.logger.warn({ err: thrown, runId: id }, "A kept result is of no use; it is computed again");
    await kept.remove(id);
    await runs.release(id, owner, "");
  } finally {
    lease.stop();
  }
}
