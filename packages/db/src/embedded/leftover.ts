import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@datalab/errors";
import type { Cluster } from "./cluster.ts";
import { connectionUrl, holdCluster } from "./keeper.ts";

const patienceMs = 15_000;

/**
 * Clears what a hard end left: a postmaster.pid whose process is gone, or a server that outlived its Datalab.
 * A server whose Datalab lives stays alone, and the folder counts as in use.
 */
export async function clearLeftover(cluster: Cluster): Promise<void> {
  const pidFile = join(cluster.folder, "postmaster.pid");
  const deadline = Date.now() + patienceMs;
  while (existsSync(pidFile)) {
    const [pid, , , port] = readFileSync(pidFile, "utf8").split("\n").map(Number);
    if (!pid || !isPostgres(pid)) {
      rmSync(pidFile, { force: true });
      return;
    }
    if (port && (await isOrphan(cluster, port))) signal(pid, "SIGINT");
    if (Date.now() > deadline) throw inUse();
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Whoever started a server holds its lock for as long as they live, so a lock that is free tells an orphan. */
async function isOrphan(cluster: Cluster, port: number): Promise<boolean> {
  try {
    const keeper = await holdCluster(connectionUrl(cluster, port, "postgres"), cluster.folder);
    if (keeper === "otherFolder") return false;
    if (keeper === "held") throw inUse();
    await keeper.release();
    return true;
  } catch (error) {
    if (error instanceof AppError) throw error;
    return false;
  }
}

function inUse() {
  return new AppError("conflict", "db.folder_in_use", "Another Datalab is running on this data folder.");
}

/** After a reboot, or in a container, the number in the file may belong to some other program. */
function isPostgres(pid: number): boolean {
  if (!signal(pid, 0)) return false;
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
