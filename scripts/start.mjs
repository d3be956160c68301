// One command from a clean clone to a running product: install, build, embedded services, web and worker.

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";
import { prepareDataFolder } from "./lib/data-folder.mjs";
import { portTaken, waitFor } from "./lib/processes.mjs";
import { Supervisor } from "./lib/supervisor.mjs";
import { printWelcome } from "./lib/welcome.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
requireNode();
const dev = process.argv.includes("--dev"); // the same product, rebuilt and restarted at every change

/** The worker's pixels are outside of its heap, which therefore need not be let grow: a small nursery, and 30 % between collections. */
const slowHeap = "--heap-growing-percent=30";
const leanHeap = ["--max-semi-space-size=4", slowHeap];
/** Large pieces that it frees outside go back to the system (glibc); smaller ones are kept, for they are wanted again at once. */
const leanMalloc = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "524288", MALLOC_TRIM_THRESHOLD_: "4194304" };

const began = performance.now();
const step = (text) => console.log(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${text}`);
const giveUp = (text) => {
  console.error(`\n${text}\n`);
  process.exit(1);
};

const port = Number(process.env.PORT || 3000);
if (!Number.isInteger(port) || port < 1 || port > 65_535)
  giveUp(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
if (await portTaken(port)) {
  giveUp(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`);
}
const dataDir = resolve(process.env.DATA_DIR || ".data");
try {
  prepareDataFolder(dataDir);
} catch (error) {
  giveUp(error.message);
}
claim(join(dataDir, "start.pid"));

ensureInstalled(step);
ensureBuilt(step, dev ? ["!@datalab/web"] : []);

const supervisor = new Supervisor({ log: step });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => supervisor.stop(0));
process.on("exit", () => rmSync(join(dataDir, "start.pid"), { force: true }));

try {
  const env = await prepare();
  const next = ["node_modules/next/dist/bin/next", dev ? "dev" : "start", "apps/web", "-p", String(port), ...listen()];
  supervisor.run("web", [slowHeap, ...next], { ...env, ...leanMalloc });
  supervisor.run("worker", [...(dev ? ["--watch"] : []), ...leanHeap, "apps/worker/dist/main.js"], {
    ...env,
    ...leanMalloc,
  });
  if (dev)
    supervisor.run("packages", ["node_modules/turbo/bin/turbo", "watch", "build", "--filter=!@datalab/web"], env);
  const local = `http://127.0.0.1:${port}`;
  await waitFor("The product", async () => (await fetch(`${local}/healthz`)).ok, 90_000);
  const setup = await supervisor.once("setup", ["apps/worker/dist/setup.js"], env);
  step("ready");
  printWelcome({ publicUrl: env.PUBLIC_URL, ...JSON.parse(setup) });
} catch (error) {
  console.error(`\n${error.message}\n`);
  await supervisor.stop(1);
}

/** Everything the two processes need to know, with what was not given filled in. */
async function prepare() {
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir };
  env.PUBLIC_URL ||= `http://localhost:${port}`;
  env.SECRET_KEY ||= secretOf(join(dataDir, "secret-key"));
  env.DEMO ||= env.DATABASE_URL ? "0" : "1";
  if (!env.DATABASE_URL) {
    env.DATABASE_URL = await runPostgres();
    step("embedded PostgreSQL is up");
  }
  await checkSettings(env);
  const { applyMigrations } = await import("./lib/apply-migrations.mjs");
  const applied = await applyMigrations(env);
  step(applied.length ? `database migrated (${applied.length} steps)` : "database is up to date");
  return env;
}

/** Answers the address of the embedded server, which is started again there when it dies. */
async function runPostgres() {
  const { startEmbeddedPostgres } = await import("@datalab/db/embedded");
  const dir = join(dataDir, "postgres");
  let server = await startEmbeddedPostgres({ dataDir: dir });
  const { url } = server;
  supervisor.finally(() => server.stop());
  const watch = () =>
    server.exited.then(async () => {
      if (supervisor.stopping) return;
      step("PostgreSQL ended; starting it again");
      await restart();
      watch();
    });
  const restart = async (tries = 0) => {
    try {
      server = await startEmbeddedPostgres({ dataDir: dir, port: Number(new URL(url).port) });
    } catch (error) {
      if (supervisor.stopping) return;
      step(`PostgreSQL did not start: ${error.message}`);
      await new Promise((done) => setTimeout(done, supervisor.pauseAfter(tries + 1)));
      await restart(tries + 1);
    }
  };
  watch();
  return url;
}

/** Both processes check their settings themselves; asking here gives one clear message instead of a restart loop. */
async function checkSettings(env) {
  const { loadWebSettings, loadWorkerSettings } = await import("@datalab/config");
  loadWebSettings(env);
  loadWorkerSettings(env);
}

/** Without a public address the product is only for this machine. */
function listen() {
  return process.env.PUBLIC_URL ? [] : ["-H", "127.0.0.1"];
}

function secretOf(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function claim(file) {
  const holder = existsSync(file) && Number(readFileSync(file, "utf8"));
  if (holder && holder !== process.pid && isDatalab(holder)) {
    giveUp(
      `Datalab already runs from ${dataDir} (process ${holder}). Stop it first, or set DATA_DIR to another folder.`,
    );
  }
  writeFileSync(file, String(process.pid));
}

function isDatalab(pid) {
  try {
    process.kill(pid, 0);
    return (
      !existsSync("/proc") ||
      (statSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.mjs"))
    );
  } catch {
    return false;
  }
}
