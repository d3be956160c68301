import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ServiceDeps } from "../service-deps.ts";
import type { RunEngine } from "./run-engine.ts";
import { tempFolderName } from "./work-on-run.ts";

const RUN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Removes the folders of attempts that nobody works on any more: their worker was killed. Our own are none of these. */
export async function sweepTempFolders(deps: ServiceDeps, { tmpDir, live }: RunEngine): Promise<void> {
  await mkdir(tmpDir, { recursive: true });
  for (const name of await readdir(tmpDir)) {
    if (live.has(name) || (await isInUse(deps, name))) continue;
    await rm(join(tmpDir, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

async function isInUse(deps: ServiceDeps, name: string): Promise<boolean> {
  const runId = RUN_ID.exec(name)?.[0];
  const run = runId ? await deps.database.runs.find(runId) : null;
  return run?.isLeased === true && tempFolderName(run) === name;
}
