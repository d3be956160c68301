import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { diskRoom, hasRoom } from "./disk-room.ts";

const MB = 2 ** 20;
let dir: string;
let free: number;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "datalab-room-"));
  free = 1000 * MB;
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const statfs = async () => ({ bavail: free / 4096, bsize: 4096 });
const room = (giveUp: (bytes: number) => Promise<void> = async () => undefined) => diskRoom({ dir, giveUp, statfs });

describe("the room of a disk", () => {
  it("is there while more than a reserve is free", async () => {
    expect(await hasRoom(dir, statfs)).toBe(true);
    free = 10 * MB;
    expect(await hasRoom(dir, statfs)).toBe(false);
    expect(await (await room()).hasRoom()).toBe(false);
    expect(await hasRoom(dir)).toBe(true);
  });

  it("that is reserved is not there for another, until it is released", async () => {
    const own = await room();
    const reservation = await own.reserve(600 * MB);
    expect(reservation).not.toBeNull();
    expect(await own.reserve(600 * MB)).toBeNull();
    expect(await own.reserve(200 * MB)).not.toBeNull();
    await reservation!.release();
    expect(await own.reserve(600 * MB)).not.toBeNull();
  });

  it("is made by giving up what is cached, no more than is lacking", async () => {
    free = 100 * MB;
    const giveUp = vi.fn(async (bytes: number) => {
      free += bytes;
    });
    const own = await room(giveUp);
    expect(await own.reserve(20 * MB)).not.toBeNull();
    expect(giveUp).not.toHaveBeenCalled();
    expect(await own.reserve(50 * MB)).not.toBeNull();
    expect(giveUp).toHaveBeenCalledExactlyOnceWith((64 + 20 + 50 - 100) * MB);
  });
});
