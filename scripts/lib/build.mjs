import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { must } from "./processes.mjs";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const quiet = {
  NEXT_TELEMETRY_DISABLED: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  CHECKPOINT_DISABLE: "1",
};

export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Datalab needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the locked dependencies when there are none yet, or when the lock file is newer than they are. */
export function ensureInstalled(step) {
  const installed = join("node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync("package-lock.json").mtimeMs) return;
  step("installing dependencies");
  must(npm, ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
}

export function ensureBuilt(step, filters = []) {
  step("building");
  const args = ["run", "build", "--output-logs=errors-only", ...filters.map((filter) => `--filter=${filter}`)];
  must(join("node_modules", ".bin", process.platform === "win32" ? "turbo.cmd" : "turbo"), args, {
    env: { ...process.env, ...quiet },
  });
}
