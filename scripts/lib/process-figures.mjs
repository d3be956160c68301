import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** The process that `parent` started with this in its command line. Linux. */
export function childOf(parent, part) {
  const child = readdirSync("/proc").find((name) => /^\d+$/.test(name) && isChild(name, parent, part));
  if (!child) throw new Error(`No process of ${part} was found`);
  return Number(child);
}

function isChild(pid, parent, part) {
  try {
    return stateOf(pid)[1] === String(parent) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(part);
  } catch {
    return false; // it ended while we looked
  }
}

/** What stands behind the name in /proc/<pid>/stat: state, parent, … */
function stateOf(pid) {
  return readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
}

/** Lets the highest memory of a process count from now. */
export function forgetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}
