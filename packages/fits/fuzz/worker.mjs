import { parentPort, workerData } from "node:worker_threads";
import * as fits from "@datalab/fits";
import { exercise } from "./exercise.mjs";
import { loadSources } from "./load-sources.mjs";
import { mutated } from "./mutate.mjs";
import { randomOf } from "./random.mjs";

const { seed, first, step, cases, beat, memory } = workerData;
const thoroughOneIn = 8;
const peak = () => process.resourceUsage().maxRSS * 1024;

const sources = await loadSources(fits);
let outcomes = {};
let before = peak();
for (let index = first; index < cases; index += step) {
  beat[0] = index;
  const { name, bytes } = mutated(sources, randomOf(seed, index));
  beat[1] = Date.now();
  try {
    const outcome = await exercise(fits, bytes, { thorough: index % thoroughOneIn === 0 });
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  } catch (thrown) {
    report("error", String(thrown?.stack ?? thrown));
  }
  beat[1] = 0;
  const now = peak();
  if (now > memory && before <= memory) report("memory", `the process grew from ${before} to ${now} bytes`);
  before = now;
  if (index % 256 < step) flush();

  function report(kind, message) {
    outcomes[kind] = (outcomes[kind] ?? 0) + 1;
    parentPort.postMessage({ finding: { kind, index, name, message, bytes } });
  }
}
flush(true);

function flush(last = false) {
  parentPort.postMessage({ outcomes, last });
  outcomes = {};
}
