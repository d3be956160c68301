import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "@datalab/errors";
import type { TapClient } from "./tap-client.ts";

export interface TapTimes {
  /** Pause before the first look at a job; it grows to ten times that. */
  pollMs: number;
  /** Longest time a job may take. */
  jobMs: number;
}

/**
 * Runs a query as an asynchronous job (IVOA TAP 1.1, UWS 1.1): submits it, waits for its end, answers its result as CSV
 * text. The job is deleted at the service afterwards, also when it was given up.
 */
export async function runTapJob(
  client: TapClient,
  query: string,
  times: TapTimes,
  signal: AbortSignal,
): Promise<string> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(times.jobMs)]);
  const form = { REQUEST: "doQuery", LANG: "ADQL", FORMAT: "csv", PHASE: "RUN", QUERY: query };
  const job = await client.submit("/async", form, deadline);
  try {
    await finished(client, job, times, deadline);
    return await client.text(`${job}/results/result`, deadline);
  } finally {
    await client.discard(job);
  }
}

async function finished(client: TapClient, job: string, { pollMs }: TapTimes, signal: AbortSignal): Promise<void> {
  for (let wait = pollMs; ; wait = Math.min(wait * 1.5, 10 * pollMs)) {
    await pause(wait, undefined, { signal });
    const phase = (await client.text(`${job}/phase`, signal)).trim();
    if (phase === "COMPLETED") return;
    if (!["PENDING", "QUEUED", "EXECUTING", "SUSPENDED", "UNKNOWN", "HELD"].includes(phase)) {
      throw new AppError("transient", "gaia.job_failed", `Gaia's job ended as ${phase.slice(0, 40)}.`);
    }
  }
}
