import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A process that says "ready", then does the task it reads from a line and answers its own CPU milliseconds. */
export async function startPartner(command, args) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await answers.next();
  return {
    async cpuMs(task) {
      child.stdin.write(`${task}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`${command} ended instead of doing ${task}.`);
      return Number(value);
    },
    close: () => child.stdin.end(),
  };
}
