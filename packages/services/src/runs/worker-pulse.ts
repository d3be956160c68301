import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Dependency } from "@datalab/errors";
import type { Breaker } from "../outages/breaker.ts";
import { keptResults } from "../outages/kept-results.ts";
import { outageText, troubleText } from "../outages/outage-texts.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { peakMemory } from "./resource-meter.ts";
import type { RunEngine } from "./run-engine.ts";

/** A worker is alive when it has beaten this lately; it beats every few seconds. */
export const ALIVE_SECONDS = 15;

/** What keeps a worker from taking jobs, and all jobs waiting when no other worker takes them. */
const stopping: readonly Dependency[] = ["store", "disk"];

export interface WorkerPulse {
  /** Looks whether what every job needs is there, and says that the worker lives; to be called every few seconds. */
  beat(): Promise<{ takesJobs: boolean }>;
  /** What was away at the last look. */
  trouble(): Dependency | null;
  /** The worker ends. */
  leave(): Promise<void>;
}

export function workerPulse(deps: ServiceDeps, engine: RunEngine, store: Breaker): WorkerPulse {
  const id = randomUUID();
  const { workers, operations } = deps.database;
  let trouble: Dependency | null = null;
  let announced = true; // by a worker before us, perhaps

  /** A kept result is a better trial than a ping: a store may answer and yet take nothing. */
  const look = async (): Promise<Dependency | null> => {
    const isHolding = (await keptResults(engine.keptDir).runIds()).length > 0;
    if (store.isOpen() && !isHolding) await deps.store.ping().catch(() => undefined);
    if (store.isOpen() || isHolding) return "store";
    return (await engine.disk.hasRoom()) ? null : "disk";
  };
  const tell = async () => {
    const texts = stopping.map(outageText);
    const alive = await workers.alive(ALIVE_SECONDS);
    if (trouble && alive.every((worker) => worker.trouble !== null))
      await operations.announce(outageText(trouble), texts);
    else if (announced) await operations.announce(null, texts);
    announced = trouble !== null;
  };

  return {
    trouble: () => trouble,
    async beat() {
      trouble = await look();
      const [current] = engine.live;
      const { drainRequested } = await workers.beat({
        id,
        host: hostname(),
        pid: process.pid,
        version: engine.about.version,
        threads: engine.about.threads,
        memory: await peakMemory(),
        currentRunId: current?.slice(0, 36) ?? null,
        trouble: trouble && troubleText(trouble),
      });
      await tell();
      return { takesJobs: trouble === null && !drainRequested };
    },
    leave: () => workers.leave(id),
  };
}
