import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("frame-cache-process.fixture.mjs", import.meta.url));
const size = 600;
const limit = 1500;

/** A process that uses the cache. */
class User {
  readonly child: ChildProcess;
  private asked = 0;

  constructor(dir: string) {
    this.child = fork(script, [dir, String(limit)], { execArgv: [] }); // not the test runner's way to find packages
  }

  async event(name: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.child.on("message", (message: { event?: string }) => message.event === name && resolve());
      this.child.once("exit", (code) => reject(new Error(`The process ended (code ${code}).`)));
    });
  }

  fetch(name: string, { bytes = size, halfMs = 0 } = {}): Promise<{ downloads: number; whole: boolean }> {
    return this.ask({ task: "fetch", name, size: bytes, halfMs }) as Promise<{ downloads: number; whole: boolean }>;
  }

  async fetchAndRelease(name: string): Promise<number> {
    const { downloads, whole } = await this.fetch(name);
    expect(whole).toBe(true);
    await this.release(name);
    return downloads;
  }

  readable = (name: string, bytes = size) => this.ask({ task: "read", name, size: bytes });
  release = (name: string) => this.ask({ task: "release", name });
  cacheSize = () => this.ask({ task: "size" });

  async kill(): Promise<void> {
    const gone = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await gone;
  }

  private ask(task: object): Promise<unknown> {
    const id = ++this.asked;
    const answer = new Promise<unknown>((resolve, reject) => {
      const take = (message: { id?: number; result?: unknown; error?: string }) => {
        if (message.id !== id) return;
        this.child.off("message", take);
        if (message.error) reject(new Error(message.error));
        else resolve(message.result);
      };
      this.child.on("message", take);
    });
    this.child.send({ id, ...task });
    return answer;
  }
}

describe("one frame cache, several processes", () => {
  let dir: string;
  const users: User[] = [];

  async function start(): Promise<User> {
    const user = new User(dir);
    users.push(user);
    await user.event("ready");
    return user;
  }
  const startThree = () => Promise.all([start(), start(), start()]);

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "frame cache-"));
  });
  afterEach(async () => {
    await Promise.all(users.splice(0).map((user) => user.child.exitCode === null && !user.child.killed && user.kill()));
    await rm(dir, { recursive: true, force: true });
  });

  it("download a frame once, though all ask at the same moment", async () => {
    const all = await startThree();
    const answers = await Promise.all(all.map((user) => user.fetch("a", { halfMs: 300 })));
    expect(answers.map(({ downloads }) => downloads).sort()).toEqual([0, 0, 1]);
    expect(answers.map(({ whole }) => whole)).toEqual([true, true, true]);
  });

  it("take over from one that was killed in the middle of a download, and keep nothing of its half", async () => {
    const [killed, heir] = await startThree();
    killed.fetch("a", { halfMs: 60_000 }).catch(() => {});
    await killed.event("half");
    const inherited = heir.fetch("a");
    await killed.kill();
    expect(await inherited).toEqual({ downloads: 1, whole: true });
    expect(await readdir(join(dir, "parts"))).toEqual([]);
    expect(await heir.cacheSize()).toBe(size);
  });

  it("never take a frame from another's hands, whatever they fetch or who starts", async () => {
    const [reader, other] = await startThree();
    await reader.fetch("a");
    for (const name of ["b", "c", "d"]) await other.fetchAndRelease(name);
    await start();
    expect(await reader.readable("a")).toBe(true);
    expect(await other.fetchAndRelease("a")).toBe(0);
    expect(await other.cacheSize()).toBeLessThanOrEqual(limit);
  });

  it("free what a killed one held", async () => {
    const [killed, other] = await startThree();
    await killed.fetch("a");
    await killed.kill();
    for (const name of ["b", "c"]) await other.fetchAndRelease(name);
    expect(await readdir(join(dir, "leases"))).toEqual([]);
    expect(await other.fetchAndRelease("a")).toBe(1);
  });

  it("hold more than the limit only while it is read, also one frame that is larger", async () => {
    const [first, second] = await startThree();
    await first.fetch("huge", { bytes: 4 * limit });
    await second.fetch("b");
    await second.fetch("c");
    expect(await first.readable("huge", 4 * limit)).toBe(true);
    await second.release("b");
    await first.release("huge");
    expect(await second.cacheSize()).toBeLessThanOrEqual(limit);
    expect(await second.readable("c")).toBe(true);
    expect(await first.fetchAndRelease("huge2")).toBe(1);
  });

  it("get what they ask for while all of them evict, and stay within the limit afterwards", async () => {
    const all = await startThree();
    await Promise.all(
      all.map(async (user, k) => {
        for (let round = 0; round < 40; round++) await user.fetchAndRelease(`frame-${(round * (k + 2)) % 7}`);
      }),
    );
    expect(await all[0].cacheSize()).toBeLessThanOrEqual(limit);
    expect(await readdir(join(dir, "leases"))).toEqual([]);
    expect(await readdir(join(dir, "parts"))).toEqual([]);
  });

  it("find the frames again after all of them were stopped", async () => {
    const before = await start();
    await before.fetchAndRelease("a");
    await before.kill();
    expect(await (await start()).fetchAndRelease("a")).toBe(0);
  });
});
