import { copyFile, link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, OutageError } from "@datalab/errors";
import lockfile from "proper-lockfile";
import { sha256Of } from "./blob-store.ts";
import { cachedFiles, hashPath } from "./cached-files.ts";
import { heldFiles } from "./held-files.ts";
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

/** Fills the path with the whole frame, or throws. */
type Download = (path: string, signal: AbortSignal) => Promise<void>;

export interface FrameCache {
  /**
   * The local copy of a frame; `download` fills the given path when there is none. Callers of one frame share one download,
   * in this process and in others. Who may read the frame must be settled before.
   */
  fetch(frame: CachedFrame, download: Download, signal?: AbortSignal): Promise<FrameLease>;
  /** Bytes held now. */
  size(): Promise<number>;
  /** Bytes of a frame that is here. */
  bytesOf(frame: CachedFrame): Promise<number | null>;
  /** Gives up about that many bytes of what nobody reads. */
  giveUp(bytes: number): Promise<void>;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/;

/** Between a download and its lease another process may evict the frame; more rounds than this mean something is wrong. */
const MAX_ROUNDS = 5;

/** A lock whose holder has not renewed it for this long is nobody's: its process was killed. */
const LOCK = {
  realpath: false,
  stale: 15_000,
  update: 5_000,
  retries: { forever: true, minTimeout: 50, maxTimeout: 500 },
  onCompromised: () => {}, // two may download then, each into a file of its own
};

/**
 * Frames of one machine in a folder, least recently used out first. Several processes may use one folder: downloads hold a
 * lock file, and a lease is a hard link named after its process, so no process takes a frame from a reader. Leased frames count
 * but are not evicted; where they alone are more than `maxBytes`, the cache shrinks again as they are released. On a full disk
 * it gives up half of what nobody reads.
 */
export async function frameCache({ dir, maxBytes }: { dir: string; maxBytes: number }): Promise<FrameCache> {
  const folder = (name: string) => join(dir, name);
  const [frames, leases, parts, locks] = ["frames", "leases", "parts", "locks"].map(folder);
  for (const path of [frames, leases, parts, locks]) await mkdir(path, { recursive: true });
  const held = await heldFiles(folder("owners"), [leases, parts]);
  await held.removeOfDead();
  const files = cachedFiles(frames, folder("overfull"));
  const flights = new SingleFlight<void>();

  async function lease(name: string): Promise<FrameLease | undefined> {
    const cached = join(frames, name);
    const path = join(leases, held.freshName());
    const release = async () => {
      await rm(path, { force: true });
      await files.trimIfOverfull(maxBytes);
    };
    try {
      const sha256 = await readFile(hashPath(cached), "utf8");
      await link(cached, path).catch((error) => (isMissing(error) ? Promise.reject(error) : copyFile(cached, path)));
      const now = new Date();
      await utimes(path, now, now); // the inode is shared, so this marks the cached frame as used
      return { path, sha256, release };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async function store(name: string, download: Download, signal: AbortSignal): Promise<void> {
    const part = join(parts, held.freshName());
    try {
      await download(part, signal);
      await writeFile(hashPath(join(frames, name)), await sha256Of(part));
      await rename(part, join(frames, name));
    } finally {
      await rm(part, { force: true });
    }
  }

  async function fill(name: string, download: Download, signal: AbortSignal): Promise<void> {
    const unlock = await lockfile.lock(join(locks, name), LOCK);
    try {
      signal.throwIfAborted();
      if (await files.has(name)) return; // another process was faster
      await store(name, download, signal).catch(async (error) => {
        if (!isDiskFull(error)) throw error;
        await held.removeOfDead();
        if (!(await files.trim((await files.size()) / 2))) throw diskFull(error);
        await store(name, download, signal).catch((again) =>
          Promise.reject(isDiskFull(again) ? diskFull(again) : again),
        );
      });
      await held.removeOfDead();
      await files.trim(maxBytes, name);
    } finally {
      await unlock().catch(() => {}); // already someone else's, if we were too slow to renew it
    }
  }

  return {
    size: files.size,
    bytesOf: (frame) =>
      stat(join(frames, nameOf(frame))).then(
        ({ size }) => size,
        () => null,
      ),
    async giveUp(bytes) {
      await held.removeOfDead();
      await files.trim(Math.max(0, (await files.size()) - bytes));
    },
    async fetch(frame, download, signal) {
      const name = nameOf(frame);
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const leased = await lease(name);
        if (leased) return leased;
        await flights.do(name, (shared) => fill(name, download, shared), signal);
      }
      throw new AppError("transient", "cache.evicted", "The frame was evicted from the cache before it could be read.");
    },
  };
}

function nameOf({ source, basename, version }: CachedFrame): string {
  if (!NAME.test(basename) || basename.includes(".."))
    throw new AppError("invalid", "cache.bad_name", "This is not a frame name.");
  const suffix = version === undefined ? "" : `@${version.replaceAll(/[^A-Za-z0-9-]/g, "_").slice(0, 40)}`;
  return `${source}_${basename}${suffix}.fits`;
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")) || isDiskFull(error.cause);
}

function diskFull(cause: unknown): AppError {
  const text = "The server has no room for the frames of this operation at the moment.";
  return new OutageError("disk", "cache.disk_full", text, { cause });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
