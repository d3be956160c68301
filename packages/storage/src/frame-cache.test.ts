import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sha256Of } from "./blob-store.ts";
import { type FrameCache, frameCache } from "./frame-cache.ts";

let dir: string;
let cache: FrameCache;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "frame cache-"));
  cache = await frameCache({ dir, maxBytes: 1000 });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const frame = (basename: string, version?: string) => ({
  source: "archive" as const,
  basename,
  ...(version && { version }),
});
const bytes = (size: number) => vi.fn((path: string) => writeFile(path, Buffer.alloc(size, 1)));
const never = vi.fn(async () => {
  throw new Error("must not download");
});
const diskFull = () =>
  new Error("The file could not be written.", { cause: Object.assign(new Error("no space"), { code: "ENOSPC" }) });
const fetchAndRelease = async (name: string, download: (path: string, signal: AbortSignal) => Promise<void>) =>
  (await cache.fetch(frame(name), download)).release();

describe("frame cache", () => {
  it("downloads once and then serves from disk, also after a restart", async () => {
    const lease = await cache.fetch(frame("a"), (path) => writeFile(path, "pixels"));
    expect(await readFile(lease.path, "utf8")).toBe("pixels");
    expect(lease.sha256).toBe(await sha256Of(Buffer.from("pixels")));
    await lease.release();
    cache = await frameCache({ dir, maxBytes: 1000 });
    const again = await cache.fetch(frame("a"), never);
    expect(await readFile(again.path, "utf8")).toBe("pixels");
  });

  it("takes another archive id as another file", async () => {
    await cache.fetch(frame("a", "1"), bytes(10));
    const download = bytes(20);
    await cache.fetch(frame("a", "2"), download);
    expect(download).toHaveBeenCalledOnce();
  });

  it("joins callers of one frame into one download", async () => {
    const download = bytes(10);
    const leases = await Promise.all([1, 2, 3].map(() => cache.fetch(frame("a"), download)));
    expect(download).toHaveBeenCalledOnce();
    expect(new Set(leases.map((lease) => lease.path)).size).toBe(3);
  });

  it("shares a failure, keeps nothing of it, and tries again when asked again", async () => {
    const broken = vi.fn(async (path: string) => {
      await writeFile(path, "half");
      throw new Error("connection lost");
    });
    const outcomes = await Promise.allSettled([cache.fetch(frame("a"), broken), cache.fetch(frame("a"), broken)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    expect(broken).toHaveBeenCalledOnce();
    expect(await cache.size()).toBe(0);
    expect(await readdir(join(dir, "parts"))).toEqual([]);
    await fetchAndRelease("a", bytes(10));
  });

  it("evicts what was used longest ago, and counts bytes", async () => {
    for (const name of ["a", "b", "c"]) {
      await fetchAndRelease(name, bytes(300));
      await new Promise((done) => setTimeout(done, 10));
    }
    await fetchAndRelease("a", never);
    await fetchAndRelease("d", bytes(300));
    expect(await cache.size()).toBe(900);
    await fetchAndRelease("a", never);
    const download = bytes(300);
    await fetchAndRelease("b", download);
    expect(download).toHaveBeenCalledOnce();
  });

  it("keeps a leased file and evicts others, and shrinks when it is released", async () => {
    const lease = await cache.fetch(frame("a"), bytes(900));
    const other = await cache.fetch(frame("b"), bytes(900));
    expect(await cache.size()).toBe(1800);
    await other.release();
    expect(await cache.size()).toBe(900);
    expect((await readFile(lease.path)).length).toBe(900);
    await lease.release();
    await fetchAndRelease("a", never);
    expect(await readdir(join(dir, "leases"))).toEqual([]);
  });

  it("lets one caller leave without stopping the others, and stops the download when all have left", async () => {
    let stopped: AbortSignal | undefined;
    const slow = vi.fn(async (path: string, signal: AbortSignal) => {
      stopped = signal;
      await new Promise((done) => setTimeout(done, 100));
      await writeFile(path, "pixels");
    });
    const leaver = new AbortController();
    const first = cache.fetch(frame("a"), slow, leaver.signal);
    const second = cache.fetch(frame("a"), slow);
    leaver.abort(new Error("user left"));
    await expect(first).rejects.toThrow("user left");
    await expect(second).resolves.toBeDefined();
    expect(slow).toHaveBeenCalledOnce();

    const last = new AbortController();
    const alone = cache.fetch(frame("b"), slow, last.signal);
    await vi.waitFor(() => expect(slow).toHaveBeenCalledTimes(2));
    last.abort(new Error("user left"));
    await expect(alone).rejects.toThrow("user left");
    expect(stopped?.aborted).toBe(true);
  });

  it("gives up half of what nobody reads when the disk is full, and tries once more", async () => {
    for (const name of ["a", "b", "c"]) {
      await fetchAndRelease(name, bytes(300));
      await new Promise((done) => setTimeout(done, 10));
    }
    const full = vi.fn().mockRejectedValueOnce(diskFull()).mockImplementation(bytes(300));
    await fetchAndRelease("d", full);
    expect(full).toHaveBeenCalledTimes(2);
    await fetchAndRelease("c", never);
    expect(await cache.size()).toBe(600);
  });

  it("says so when the disk is full and it has nothing to give", async () => {
    const full = vi.fn().mockRejectedValue(diskFull());
    await expect(cache.fetch(frame("a"), full)).rejects.toMatchObject({ kind: "transient", code: "cache.disk_full" });
    expect(await readdir(join(dir, "parts"))).toEqual([]);
    await cache.fetch(frame("b"), bytes(300)); // leased
    await expect(cache.fetch(frame("a"), full)).rejects.toMatchObject({ code: "cache.disk_full" });
  });

  it("downloads again what has lost its hash", async () => {
    await fetchAndRelease("a", bytes(300));
    await rm(join(dir, "frames", "archive_a.fits.sha256"));
    const download = bytes(300);
    await fetchAndRelease("a", download);
    expect(download).toHaveBeenCalledOnce();
  });

  it("clears what processes held that it can see no more, in its own process table or in another's", async () => {
    const [own] = await readdir(join(dir, "owners"));
    const table = own.split("-")[0];
    const id = randomUUID();
    const dead = fork("-e", [], { execPath: process.execPath, execArgv: ["-e", ""], stdio: "ignore" });
    await new Promise((done) => dead.once("exit", done));
    const silent = `another-1-${id}`;
    const alive = `another-2-${id}`;
    for (const owner of [silent, alive]) await writeFile(join(dir, "owners", owner), "");
    await utimes(join(dir, "owners", silent), new Date(), new Date(Date.now() - 600_000));
    const holders = [`${table}-${dead.pid}-${id}`, `${table}-${process.pid}-${id}`, silent, alive];
    for (const owner of holders) await writeFile(join(dir, "leases", `${owner}-${randomUUID()}`), "held");
    await frameCache({ dir, maxBytes: 1000 });
    expect((await readdir(join(dir, "leases"))).map((name) => name.slice(0, alive.length))).toEqual([alive]);
    expect(await readdir(join(dir, "owners"))).not.toContain(silent);
  });

  it.each(["../etc/passwd", "a/b", "", ".hidden", "a..b", "a\0"])("refuses the name %j", async (name) => {
    await expect(cache.fetch(frame(name), never)).rejects.toMatchObject({ code: "cache.bad_name" });
  });
});
