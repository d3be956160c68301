import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

const HASH = ".sha256";

export const hashPath = (framePath: string) => `${framePath}${HASH}`;

export interface CachedFiles {
  /** Whether a frame is there as a whole. */
  has(name: string): Promise<boolean>;
  /** Bytes held now. */
  size(): Promise<number>;
  /** Removes what was used longest ago until the rest fits; what is leased, and `keep`, stays. Answers whether it removed anything. */
  trim(maxBytes: number, keep?: string): Promise<boolean>;
  /** Trims again if the last time too much was leased. */
  trimIfOverfull(maxBytes: number): Promise<void>;
}

/**
 * The frames of a cache: a file each, with its hash beside it. A lease is a second link to the file, so a frame with one link is
 * nobody's. Any number of processes may trim at once: a file that is gone already is no error.
 */
export function cachedFiles(folder: string, overfullMark: string): CachedFiles {
  async function entries() {
    const names = (await readdir(folder)).filter((name) => !name.endsWith(HASH));
    const found = await Promise.all(
      names.map(async (name) => {
        const file = await stat(join(folder, name)).catch(() => undefined);
        return file && { name, size: file.size, usedAt: file.mtimeMs, leased: file.nlink > 1 };
      }),
    );
    return found.filter((entry) => entry !== undefined);
  }

  async function trim(maxBytes: number, keep?: string): Promise<boolean> {
    const oldestFirst = (await entries()).sort((a, b) => a.usedAt - b.usedAt);
    const before = oldestFirst.reduce((sum, entry) => sum + entry.size, 0);
    let total = before;
    for (const { name, size, leased } of oldestFirst) {
      if (total <= maxBytes) break;
      if (leased || name === keep) continue;
      // The hash first: a frame without one counts as absent, so nobody waits for the rest of it.
      await rm(hashPath(join(folder, name)), { force: true });
      await rm(join(folder, name), { force: true });
      total -= size;
    }
    if (total > maxBytes)
      await writeFile(overfullMark, "").catch(() => {}); // on a full disk the next download trims
    else await rm(overfullMark, { force: true });
    return total < before;
  }

  return {
    has: async (name) => (await exists(join(folder, name))) && (await exists(hashPath(join(folder, name)))),
    size: async () => (await entries()).reduce((sum, entry) => sum + entry.size, 0),
    trim,
    async trimIfOverfull(maxBytes) {
      if (await exists(overfullMark)) await trim(maxBytes);
    },
  };
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
