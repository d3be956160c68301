// Hostile FITS files: npm run fuzz [-- --cases N --seed S --seconds T --threads K]. The same seed gives the same cases.
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
const settings = parseSettings();
ensureInstalled(console.log);
ensureBuilt(console.log, ["@datalab/fits"]);
const { runFuzz } = await import("../packages/fits/fuzz/run-fuzz.mjs");

const { done, sources, seconds, outcomes, findings, peak } = await runFuzz(settings, console.log);
const figures = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
console.log(
  `\n${done} cases of seed ${settings.seed} from ${sources} files in ${seconds.toFixed(1)} s: ${Math.round(done / seconds)} a second`,
);
for (const [outcome, count] of figures) console.log(`  ${String(count).padStart(9)}  ${outcome}`);
console.log(`peak memory ${Math.round(peak / 2 ** 20)} MB`);
for (const { kind, count, index, source, message } of findings.values()) {
  console.log(`${count} × ${kind}, first in case ${index} (${source}): ${message.split("\n")[0]}`);
}
console.log(findings.size === 0 ? "no crash, no hang, no untyped error" : `${findings.size} kinds of failure`);
process.exit(findings.size === 0 && done > 0 ? 0 : 1);

function parseSettings() {
  const usage = "usage: npm run fuzz [-- --cases N --seed S --seconds T --threads K]";
  try {
    const options = {
      cases: "20000",
      seed: "1",
      seconds: "86400",
      threads: String(Math.min(4, availableParallelism())),
    };
    const { values } = parseArgs({
      options: Object.fromEntries(
        Object.entries(options).map(([name, value]) => [name, { type: "string", default: value }]),
      ),
    });
    const entries = Object.entries(values).map(([name, text]) => [name, Number(text)]);
    const wrong = entries.find(([, value]) => !(Number.isSafeInteger(value) && value > 0));
    if (wrong) throw new Error(`--${wrong[0]} must be a whole number from 1`);
    return Object.fromEntries(entries);
  } catch (thrown) {
    console.error(`${thrown.message}\n${usage}`);
    process.exit(2);
  }
}
