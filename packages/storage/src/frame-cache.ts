import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@datalab/errors";
import lockfile from "proper-lockfile";
import { sha256Of } from "./blob-store.ts";
import { SingleFlight } from "./single-flight.ts";

export interface CachedFrame {
  source: "archive" | "datalab";
  basename: string;
  /** The archive's id of the frame: another id is another file. */
  version?: string;
}

/** A file that stays readable at `path` until it is released, whatever is evicted meanwhile. */
export interface FrameLease {
  path: string;
  sha256: string;
  release(): Promise<void>;
}

export interface FrameCache {
  /**
   * The local copy of a frame; `download` fills the given path when there is none. Callers of one frame share one download,
   * in this process and in others. Who may read the frame must be settled before.
   */
  fetch(
    frame: CachedFrame,
    download: (path: string, signal: AbortSignal) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<FrameLease>;
  /** Bytes held now. */
  size(): Promise<number>;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/;

/**
 * Frames of one machine in a folder, least recently used out first. Several processes may use one folder: downloads hold a
 * lock file, and a lease is a hard link named after its process, so evicting a frame never takes it from a reader.
 */
export async function frameCache({ dir, maxBytes }: { dir: string; maxBytes: number }): Promise<FrameCache> {
  const [frames, leases, parts, locks] = ["frames", "leases", "parts", "locks"].map((name) => join(dir, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const folder of [frames, leases, parts, locks]) await mkdir(folder, { recursive: true });
  await removeOfDeadProcesses(leases);
  await removeOfDeadProcesses(parts);
  const flights = new SingleFlight<void>();

  async function lease(name: string): Promise<FrameLease | undefined> {
    const cached = join(frames, name);
    const path = join(leases, ownName());
    try {
      const sha256 = await readFile(`${cached}.sha256`, "utf8");
      await link(cached, path).catch((error) => (isMissing(error) ? Promise.reject(error) : copyFile(cached, path)));
      const now = new Date();
      await utimes(path, now, now); // the inode is shared, so this marks the cached frame as used
      return { path, sha256, release: () => rm(path, { force: true }) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async function fill(
    name: string,
    download: (path: string, signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ) {
    const unlock = await lockfile.lock(join(locks, name), {
      realpath: false,
      stale: 15_000,
      update: 5_000,
      retries: { forever: true, minTimeout: 50, maxTimeout: 500 },
    });
    const part = join(parts, ownName());
    try {
      signal.throwIfAborted();
      if (await exists(join(frames, name))) return; // another process was faster
      await download(part, signal);
      await writeFile(join(frames, `${name}.sha256`), await sha256Of(part));
      await rename(part, join(frames, name));
      await evict(frames, maxBytes, name);
    } finally {
      await rm(part, { force: true });
      await unlock();
    }
  }

  return {
    async fetch(frame, download, signal) {
      const name = nameOf(frame);
      for (let attempt = 0; attempt < 3; attempt++) {
        const held = await lease(name);
        if (held) return held;
        await flights.do(name, (shared) => fill(name, download, shared), signal);
      }
      throw new AppError("transient", "cache.evicted", "The frame was evicted from the cache before it could be read.");
    },
    async size() {
      return (await entries(frames)).reduce((sum, entry) => sum + entry.size, 0);
    },
  };
}

function nameOf({ source, basename, version }: CachedFrame): string {
  if (!NAME.test(basename) || basename.includes(".."))
    throw new AppError("invalid", "cache.bad_name", "This is not a frame name.");
  const suffix = version === undefined ? "" : `@${version.replaceAll(/[^A-Za-z0-9-]/g, "_").slice(0, 40)}`;
  return `${source}_${basename}${suffix}.fits`;
}

async function entries(folder: string) {
  const names = (await readdir(folder)).filter((name) => !name.endsWith(".sha256"));
  const found = await Promise.all(
    names.map(async (name) => {
      const file = await stat(join(folder, name)).catch(() => undefined);
      return file && { name, size: file.size, usedAt: file.mtimeMs };
    }),
  );
  return found.filter((entry) => entry !== undefined);
}

/** Two processes may do this at once: both remove the same oldest files, and a missing file is no error. */
async function evict(folder: string, maxBytes: number, keep: string): Promise<void> {
  const oldestFirst = (await entries(folder)).sort((a, b) => a.usedAt - b.usedAt);
  let total = oldestFirst.reduce((sum, entry) => sum + entry.size, 0);
  for (const entry of oldestFirst) {
    if (total <= maxBytes) return;
    if (entry.name === keep) continue;
    await rm(join(folder, entry.name), { force: true });
    await rm(join(folder, `${entry.name}.sha256`), { force: true });
    total -= entry.size;
  }
}

/** A container's process may get the number of the one that died before it: the second part tells them apart. */
const thisProcess = `${process.pid}-${randomUUID()}`;
const ownName = () => `${thisProcess}-${randomUUID()}`;

async function removeOfDeadProcesses(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number.parseInt(name, 10);
    const alive = pid === process.pid ? name.startsWith(thisProcess) : isAlive(pid);
    if (!alive) await rm(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // it lives, as another user
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
