import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stopProcess } from "./processes.mjs";

const EXIT_WITH_PARENT = fileURLToPath(new URL("exit-with-parent.mjs", import.meta.url));
const HEALTHY_MS = 10_000;
const PAUSES = { firstMs: 1000, longestMs: 30_000 };

/** Keeps Node processes running: one that dies is started again, however often, the others stay; all of them stop together. */
export class Supervisor {
  #children = new Map();
  #cleanups = [];
  stopping = false;
  #log;
  #pauses;

  constructor({ log, pauses = PAUSES }) {
    this.#log = log;
    this.#pauses = pauses;
  }

  /** Before the next start of a part that has died so often at once: longer each time, up to a limit. */
  pauseAfter(quickExits) {
    const { firstMs, longestMs } = this.#pauses;
    return quickExits === 0 ? 0 : Math.min(firstMs * 2 ** (quickExits - 1), longestMs);
  }

  /** Called when everything has stopped, last registered first. */
  finally(cleanup) {
    this.#cleanups.unshift(cleanup);
  }

  run(name, args, env, quickExits = 0) {
    if (this.stopping) return;
    const born = Date.now();
    // A group of its own: Ctrl-C reaches us alone, and we stop them in order.
    const child = spawn(process.execPath, ["--import", EXIT_WITH_PARENT, ...args], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env,
      detached: process.platform !== "win32",
    });
    this.#children.set(name, child);
    child.once("exit", (code, signal) => {
      if (this.stopping) return;
      const quick = Date.now() - born < HEALTHY_MS ? quickExits + 1 : 0;
      const pause = this.pauseAfter(quick);
      this.#log(
        `${name} ended (${signal ?? `code ${code}`}); starting it again${pause ? ` in ${pause / 1000} s` : ""}`,
      );
      setTimeout(() => this.run(name, args, env, quick), pause);
    });
  }

  /** Runs a process to its end and answers what it wrote to standard output. */
  once(name, args, env) {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], env });
      this.#children.set(name, child);
      let output = "";
      child.stdout.on("data", (data) => {
        output += data;
      });
      child.once("error", reject);
      child.once("close", (code) => {
        this.#children.delete(name);
        if (code === 0) resolve(output);
        else reject(new Error(`${name} failed (code ${code})`));
      });
    });
  }

  async stop(code) {
    if (this.stopping) return;
    await this.end();
    process.exit(code);
  }

  /** Stops every part. */
  async end() {
    this.stopping = true;
    await Promise.all([...this.#children.values()].map((child) => stopProcess(child, "SIGTERM", 15_000)));
    for (const cleanup of this.#cleanups) await cleanup();
  }
}
