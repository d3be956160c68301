import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startEmbeddedPostgres } from "./embedded.ts";

let dataDir: string;
const running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "datalab with spaces "));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

async function start(folder = dataDir, port?: number) {
  const server = await startEmbeddedPostgres({ dataDir: folder, ...(port ? { port } : {}) });
  running.push(server);
  return server;
}

async function query(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = () => join(dataDir, "cluster", "postmaster.pid");
const pidOf = async () => Number((await readFile(pidFile(), "utf8")).split("\n")[0]);
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("the embedded PostgreSQL", () => {
  it("keeps its data from one start to the next and leaves no process", async () => {
    const first = await start();
    await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    const pid = await pidOf();
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    const second = await start();
    expect(await query(second.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  });

  it("lets nobody in without the password", async () => {
    const { url } = await start();
    const open = new URL(url);
    open.password = "guess";
    await expect(query(open.href, "SELECT 1")).rejects.toThrow(/password/);
  });

  it("runs twice in two folders, also when both want the same port", async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    const second = await start(join(dataDir, "another"), port);
    expect(second.url).not.toBe(first.url);
    expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("refuses a folder that another one is running on, and leaves that one alone", async () => {
    const { url } = await start();
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: "db.folder_in_use" });
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("starts after the server was killed", async () => {
    await start();
    process.kill(await pidOf(), "SIGKILL");
    running.length = 0;
    const { url } = await start();
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("starts over a postmaster.pid whose number belongs to somebody else now", async () => {
    await (await start()).stop();
    running.length = 0;
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      await writeFile(pidFile(), `${stranger.pid}\n${join(dataDir, "cluster")}\n1700000000\n5432\n\n127.0.0.1\n`);
      const { url } = await start();
      expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    } finally {
      stranger.kill();
    }
  });

  it("takes a folder back from a server whose Datalab died", async () => {
    const first = await start();
    const pid = await pidOf();
    // The keeper's connection ends with the process that holds it; ending it is what the server sees of such a death.
    await query(
      first.url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'datalab-keeper'",
    );
    running.length = 0;
    const { url } = await start();
    expect(isAlive(pid)).toBe(false);
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("makes its folder anew when the first start was interrupted", async () => {
    await startEmbeddedPostgres({ dataDir }).then((server) => server.stop());
    await rm(join(dataDir, "cluster"), { recursive: true });
    await writeFile(join(dataDir, "cluster.new"), "half-made");
    const { url } = await start();
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await vi.waitFor(() => expect(existsSync(join(dataDir, "cluster.new"))).toBe(false));
  });
});
