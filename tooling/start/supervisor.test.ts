import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

interface Supervisor {
  run(name: string, args: string[], env: object): void;
  pauseAfter(quickExits: number): number;
  end(): Promise<void>;
}

const script = new URL("../../scripts/lib/supervisor.mjs", import.meta.url).href;
const within = { timeout: 25_000, interval: 20 };
let dir: string;
let log: string[];
let supervisor: Supervisor;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "datalab-supervisor-"));
  log = [];
  const { Supervisor } = await import(script);
  supervisor = new Supervisor({ log: (line: string) => log.push(line), pauses: { firstMs: 5, longestMs: 20 } });
});
afterEach(async () => {
  await supervisor.end();
  await rm(dir, { recursive: true, force: true });
});

/** A part that writes its process id, then does this. */
function start(name: string, then: string): void {
  const code = `require("node:fs").writeFileSync(process.argv[1], String(process.pid)); ${then}`;
  supervisor.run(name, ["-e", code, join(dir, name)], {});
}
/** The process of a part that is up, and is not the one of before. */
async function pidOf(name: string, before = 0): Promise<number> {
  const read = async () => Number(await readFile(join(dir, name), "utf8").catch(() => "0"));
  return vi.waitFor(async () => {
    const pid = await read();
    if (pid <= 0 || pid === before) throw new Error(`${name} is not up`);
    return pid;
  }, within);
}

it("starts a part again that is killed ten times in a row, and leaves the others alone", async () => {
  start("web", "setInterval(() => {}, 1000)");
  start("worker", "setInterval(() => {}, 1000)");
  const web = await pidOf("web");
  let killed = 0;
  for (let time = 0; time < 10; time++) {
    killed = await pidOf("worker", killed);
    process.kill(killed, "SIGKILL");
  }
  await pidOf("worker", killed);
  expect(log.filter((line) => line.startsWith("worker ended (SIGKILL)"))).toHaveLength(10);
  expect(await pidOf("web")).toBe(web);
  expect(process.kill(web, 0)).toBe(true);
});

it("waits longer each time before it starts a part again that does not stay up, up to a limit", () => {
  expect([0, 1, 2, 3, 4, 40].map((quick) => supervisor.pauseAfter(quick))).toEqual([0, 5, 10, 20, 20, 20]);
});
