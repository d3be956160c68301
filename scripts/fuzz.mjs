// Hostile input: FITS files by npm run fuzz [-- --cases N --seed S --seconds T --threads K], requests to the API by
// npm run fuzz api [-- --cases N --seed S]. The same seed gives the same cases.
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
const { subject, ...settings } = parseSettings();
ensureInstalled(console.log);
if (subject === "api") process.exit(fuzzApi(settings));
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
  const usage = "usage: npm run fuzz [fits|api] [-- --cases N --seed S --seconds T --threads K]";
  try {
    const options = {
      cases: "",
      seed: "1",
      seconds: "86400",
      threads: String(Math.min(4, availableParallelism())),
    };
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, value]) => [name, { type: "string", default: value }]),
      ),
    });
    const [subject = "fits", ...more] = positionals;
    if (!["fits", "api"].includes(subject) || more.length > 0) throw new Error("fuzz fits or api");
    values.cases ||= subject === "api" ? "100000" : "20000";
    const entries = Object.entries(values).map(([name, text]) => [name, Number(text)]);
    const wrong = entries.find(([, value]) => !(Number.isSafeInteger(value) && value > 0));
    if (wrong) throw new Error(`--${wrong[0]} must be a whole number from 1`);
    return { subject, ...Object.fromEntries(entries) };
  } catch (thrown) {
    console.error(`${thrown.message}\n${usage}`);
    process.exit(2);
  }
}

/** In the test's own process: all services on a database of their own, rate limits off. */
function fuzzApi({ cases, seed }) {
  ensureBuilt(console.log, ["@datalab/kernels", "@datalab/operations"]);
  const test = "packages/api/src/testing/fuzz/fuzz.integration.test.ts";
  const env = { ...process.env, FUZZ_CASES: String(cases), FUZZ_SEED: String(seed) };
  const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
  return (
    spawnSync(process.execPath, [vitest, "run", "--project", "integration", test], { env, stdio: "inherit" }).status ??
    1
  );
}
