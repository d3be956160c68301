import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import * as fits from "@datalab/fits";
import { loadSources } from "./load-sources.mjs";
import { mutated } from "./mutate.mjs";
import { randomOf } from "./random.mjs";

const regressions = new URL("./regressions/", import.meta.url);
const longestMs = 2_000;
const longestWaitMs = 60_000;
const memoryLimit = 256 * 2 ** 20;
const heapLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/**
 * Runs the cases of a seed, spread over threads; the same seed gives the same cases. A case that throws what is no typed error, takes
 * two seconds of CPU, breaks its thread's memory limit or drives the process beyond 256 MB is saved and reported.
 */
export async function runFuzz({ cases, seed, seconds, threads }, log) {
  const sources = await loadSources(fits);
  const started = performance.now();
  const run = { outcomes: {}, findings: new Map(), suspects: [], done: 0, stopped: false };
  const elapsed = () => (performance.now() - started) / 1000;
  const ticker = setInterval(() => log(progress(run, elapsed())), 10_000);
  const timer = setTimeout(() => (run.stopped = true), Math.min(seconds * 1000, 2 ** 31 - 1));
  await Promise.all(Array.from({ length: threads }, (_, lane) => runLane(lane)));
  clearInterval(ticker);
  clearTimeout(timer);
  for (const index of run.suspects) if (await isHang(index)) keep({ kind: "hang", index, message: `case ${index}` });
  return { ...run, sources: sources.length, seconds: elapsed(), peak: process.resourceUsage().maxRSS * 1024 };

  async function runLane(lane) {
    for (let first = lane; first < cases && !run.stopped; ) {
      const ended = await runThread({ seed, first, step: threads, cases });
      if (ended.reason === "done" || run.stopped) return;
      first = ended.index + threads;
      run.done++;
      if (ended.reason === "hang") run.suspects.push(ended.index);
      else keep({ kind: "crash", index: ended.index, message: ended.message });
    }
  }

  /** Until the cases are done, the thread dies, or one case has not ended for too long. */
  function runThread(workerData) {
    const beat = new Float64Array(new SharedArrayBuffer(16));
    beat[0] = workerData.first;
    const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
      workerData: { ...workerData, beat, memory: memoryLimit },
      resourceLimits: heapLimits,
    });
    let finished = false;
    let hung = false;
    let seen = { index: -1, cpu: process.cpuUsage() };
    return new Promise((resolve) => {
      const end = (reason, message) => {
        clearInterval(watchdog);
        resolve({ reason, message, index: beat[0] });
      };
      // CPU of the whole process, which the threads share: a machine that is busy with other work makes no hang.
      const watchdog = setInterval(() => {
        if (beat[1] === 0 || beat[0] !== seen.index) seen = { index: beat[0], cpu: process.cpuUsage() };
        hung ||= cpuMsSince(seen.cpu) > longestMs * threads || (beat[1] > 0 && Date.now() - beat[1] > longestWaitMs);
        if (hung || run.stopped) worker.terminate();
      }, 100);
      worker.on("message", ({ outcomes, finding, last }) => {
        finished ||= last === true;
        if (finding) keep(finding);
        for (const [outcome, count] of Object.entries(outcomes ?? {})) {
          run.outcomes[outcome] = (run.outcomes[outcome] ?? 0) + count;
          run.done += count;
        }
      });
      worker.on("error", (thrown) => end("crash", String(thrown?.stack ?? thrown)));
      // A promise that nothing will ever settle lets a thread run dry.
      worker.on("exit", (code) => {
        end(hung ? "hang" : finished ? "done" : "crash", `the thread ended with ${code} in the middle of a case`);
      });
    });
  }

  /** A thread that waited for its turn is no hang: the case is run again alone and its CPU time counts. */
  async function isHang(index) {
    const beat = new Float64Array(new SharedArrayBuffer(16));
    const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
      workerData: { seed, first: index, step: 1, cases: index + 1, beat, memory: memoryLimit },
      resourceLimits: heapLimits,
    });
    let cpu;
    let hangs = false;
    const watchdog = setInterval(() => {
      if (beat[1] === 0) return;
      cpu ??= process.cpuUsage();
      hangs ||= cpuMsSince(cpu) > longestMs;
      if (hangs) worker.terminate();
    }, 20);
    return new Promise((resolve) => {
      worker.on("error", () => {
        hangs = true;
      });
      worker.on("exit", () => {
        clearInterval(watchdog);
        resolve(hangs);
      });
    });
  }

  /** One file for each kind of failure, named after where it happened. */
  function keep({ kind, index, message }) {
    const place = /\n\s+at .*?([\w-]+\.m?js:\d+)/.exec(message)?.[1] ?? message.split("\n")[0];
    const signature = createHash("sha256").update(`${kind} ${place}`).digest("hex").slice(0, 8);
    const known = run.findings.get(signature);
    if (known) return void known.count++;
    const { name, bytes } = mutated(sources, randomOf(seed, index));
    mkdirSync(regressions, { recursive: true });
    writeFileSync(new URL(`${kind}-${signature}.fits`, regressions), bytes);
    run.findings.set(signature, { kind, index, source: name, message, count: 1 });
    log(`${kind} in case ${index} (${name}), saved as ${kind}-${signature}.fits\n${message}`);
  }
}

function cpuMsSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function progress({ done, findings }, seconds) {
  return `${done} cases, ${Math.round(done / seconds)} a second, ${findings.size} findings`;
}
