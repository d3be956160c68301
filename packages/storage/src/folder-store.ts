import { randomUUID } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { copyFile, link, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type BlobStore,
  checkKey,
  checkResultKey,
  clampRange,
  contentTypeOf,
  noSuchObject,
  sha256Of,
} from "./blob-store.ts";

const PART = ".part-";
const OLD_PART_MS = 3_600_000;

/** Objects as files of a folder, for one machine. A put becomes visible by a rename, so a reader never sees half an object. */
export function folderStore(root: string): BlobStore {
  const pathOf = (key: string) => join(root, checkKey(key));

  let cleaned: Promise<void> | undefined;

  const sizeOf = async (key: string) => {
    try {
      return (await stat(pathOf(key))).size;
    } catch (error) {
      throw isMissing(error) ? noSuchObject(error) : error;
    }
  };

  return {
    async put(key, source) {
      const target = pathOf(key);
      const part = join(root, `${PART}${randomUUID()}`);
      await mkdir(dirname(target), { recursive: true });
      cleaned ??= removeOldParts(root);
      await cleaned;
      try {
        if (typeof source === "string") await linkOrCopy(source, part);
        else await writeFile(part, source);
        const [sha256, { size }] = await Promise.all([sha256Of(source), stat(part)]);
        await rename(part, target);
        return { size, sha256 };
      } finally {
        await rm(part, { force: true });
      }
    },

    async get(key, wanted) {
      const size = await sizeOf(key);
      const range = wanted && clampRange(wanted, size);
      return {
        stream: createReadStream(pathOf(key), range),
        size,
        contentType: contentTypeOf(key),
        ...(range && { range }),
      };
    },

    async head(key) {
      return { size: await sizeOf(key), contentType: contentTypeOf(key) };
    },

    async delete(keys) {
      for (const key of keys) await rm(pathOf(key), { force: true });
      for (const folder of new Set(keys.map((key) => dirname(pathOf(key))))) await rmdir(folder).catch(() => {});
    },

    async list(resultKey) {
      const names = await readdir(join(root, checkResultKey(resultKey))).catch(() => []);
      return names.sort().map((name) => `${resultKey}/${name}`);
    },

    async ping() {
      await mkdir(root, { recursive: true });
    },
  };
}

/** The same file under another name; a copy where that cannot be, as between two disks. */
async function linkOrCopy(source: string, target: string): Promise<void> {
  await link(source, target).catch((error) => {
    if (isMissing(error)) throw error;
    return copyFile(source, target, constants.COPYFILE_FICLONE);
  });
}

/** What a process left that was killed while it wrote. */
async function removeOldParts(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(PART)) continue;
    const part = await stat(join(root, name)).catch(() => undefined);
    if (part && Date.now() - part.mtimeMs > OLD_PART_MS) await rm(join(root, name), { force: true });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
