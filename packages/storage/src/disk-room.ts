import { mkdir, readdir, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { heldFiles } from "./held-files.ts";

/** Less than this is a full disk: a database, logs and pictures want some too. */
const RESERVE_BYTES = 64 * 2 ** 20;

type StatFs = (path: string) => Promise<{ bavail: number; bsize: number }>;

/** Whether the disk of a folder has room at all. */
export async function hasRoom(dir: string, ask: StatFs = statfs): Promise<boolean> {
  return (await freeBytes(dir, ask)) >= RESERVE_BYTES;
}

async function freeBytes(dir: string, ask: StatFs): Promise<number> {
  const { bavail, bsize } = await ask(dir);
  return bavail * bsize;
}

export interface DiskRoom {
  /** Whether there is room at all, cached frames given up if need be. */
  hasRoom(): Promise<boolean>;
  /** Sets the bytes apart, cached frames given up if need be; null when there is no room for them. */
  reserve(bytes: number): Promise<{ release(): Promise<void> } | null>;
}

interface DiskRoomOptions {
  /** A folder for the reservations, on the disk in question. */
  dir: string;
  /** Gives up cached frames of about that many bytes. */
  giveUp(bytes: number): Promise<void>;
  statfs?: StatFs;
}

/** The room of one disk for the processes that share it: what one has reserved is not there for the others. */
export async function diskRoom({ dir, giveUp, statfs: ask = statfs }: DiskRoomOptions): Promise<DiskRoom> {
  await mkdir(dir, { recursive: true });
  const reservations = join(dir, "reserved");
  await mkdir(reservations, { recursive: true });
  const held = await heldFiles(join(dir, "owners"), [reservations]);

  const reserved = async () => {
    await held.removeOfDead();
    const sizes = (await readdir(reservations)).map((name) => Number(name.slice(name.lastIndexOf("-") + 1)));
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  };
  const missing = async (bytes: number) => bytes + RESERVE_BYTES + (await reserved()) - (await freeBytes(dir, ask));
  const fits = async (bytes: number) => {
    const lacking = await missing(bytes);
    if (lacking <= 0) return true;
    await giveUp(lacking);
    return (await missing(bytes)) <= 0;
  };

  return {
    hasRoom: () => fits(0),
    async reserve(bytes) {
      if (!(await fits(bytes))) return null;
      const mark = join(reservations, `${held.freshName()}-${Math.ceil(bytes)}`);
      await writeFile(mark, "");
      return { release: () => rm(mark, { force: true }) };
    },
  };
}
