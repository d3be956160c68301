import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readlink, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

const BEAT_MS = 10_000;
/** A process that cannot be asked is dead when it has been silent for this long. */
const SILENCE_MS = 120_000;

export interface HeldFiles {
  /** A name that no other file of any process has, and that says whose it is. */
  freshName(): string;
  /** Removes from the folders what processes hold that are no more. */
  removeOfDead(): Promise<void>;
}

/**
 * Files that belong to a process for as long as it lives. Processes that share a folder may not see each other (containers), so
 * each lets its own file in `dir` grow no older; one of the same process table is also dead as soon as its number is free.
 */
export async function heldFiles(dir: string, folders: readonly string[]): Promise<HeldFiles> {
  await mkdir(dir, { recursive: true });
  const table = await processTable();
  const owner = `${table}-${process.pid}-${randomUUID()}`;
  const sign = join(dir, owner);
  await writeFile(sign, "");
  const beat = () => utimes(sign, new Date(), new Date()).catch(() => {}); // whoever removed the folder wants no sign
  setInterval(beat, BEAT_MS).unref();

  async function isDead(name: string): Promise<boolean> {
    if (name.startsWith(owner)) return false;
    const [ofTable, pid] = name.split("-");
    if (ofTable === table) return Number(pid) === process.pid || !isAlive(Number(pid));
    const lastSign = await stat(join(dir, ownerOf(name))).catch(() => undefined);
    return !lastSign || Date.now() - lastSign.mtimeMs > SILENCE_MS;
  }

  return {
    freshName: () => `${owner}-${randomUUID()}`,
    async removeOfDead() {
      for (const folder of [...folders, dir]) {
        for (const name of await readdir(folder)) {
          if (await isDead(name)) await rm(join(folder, name), { force: true });
        }
      }
    },
  };
}

const TABLE_LENGTH = 12;

/** Names the process table this process is in: its numbers mean nothing in another container or on another machine. */
async function processTable(): Promise<string> {
  const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
  return createHash("sha256").update(`${hostname()} ${namespace}`).digest("hex").slice(0, TABLE_LENGTH);
}

/** Without the last of the two UUIDs. */
function ownerOf(name: string): string {
  return name.split("-").slice(0, 7).join("-");
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // it lives, as another user
  }
}
