import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const python = "/usr/bin/python3";

/** Starts the astropy process beside us; undefined where it is not installed. */
export async function startReference(paths) {
  if (spawnSync(python, ["-c", "import astropy, numpy"]).status !== 0) return undefined;
  const script = fileURLToPath(new URL("reference.py", import.meta.url));
  const child = spawn(python, [script, ...paths], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await answers.next();
  return {
    async cpuMs(task) {
      child.stdin.write(`${task}\n`);
      return Number((await answers.next()).value);
    },
    close: () => child.stdin.end(),
  };
}
