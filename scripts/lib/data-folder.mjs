import { mkdirSync, statfsSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MB = 2 ** 20;
/** What an empty embedded database and a few frames take. */
const LEAST_FREE_BYTES = 300 * MB;

const causes = {
  EACCES: ["may not be written by this user", "Give this user the right to write there"],
  EPERM: ["may not be written by this user", "Give this user the right to write there"],
  EROFS: ["lies on a read-only disk", "Mount that disk for writing"],
  ENOTDIR: ["is a file or lies below one", "Remove that file"],
  EEXIST: ["is a file", "Remove that file"],
  ENOSPC: ["lies on a full disk", "Free some space there"],
  EDQUOT: ["is above this user's disk quota", "Free some space there"],
};

/** One line for a person: what, why, and what to do. */
export function dataFolderProblem(folder, error) {
  const [why, remedy] = causes[error.code] ?? [`cannot be used (${error.message})`, "Mend that"];
  return `The data folder ${folder} ${why}. ${remedy}, or set DATA_DIR to another folder.`;
}

/** Makes the folder and tries to write there; throws an error whose message is that line. */
export function prepareDataFolder(folder, freeBytes = freeBytesOf) {
  const probe = join(folder, `.write-test-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(probe, "x");
    unlinkSync(probe);
  } catch (error) {
    throw new Error(dataFolderProblem(folder, error));
  }
  const free = freeBytes(folder);
  if (free >= LEAST_FREE_BYTES) return;
  const has = `has ${Math.floor(free / MB)} MB of free space and needs ${LEAST_FREE_BYTES / MB} MB to start`;
  throw new Error(`The data folder ${folder} ${has}. Free some space there, or set DATA_DIR to another folder.`);
}

function freeBytesOf(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
