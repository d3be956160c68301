import { jobKinds, manyFrames } from "./bench-job-kinds.mjs";
import { namesFor, withBenchProduct } from "./bench-product.mjs";
import { median } from "./figures.mjs";
import { forgetPeak } from "./process-figures.mjs";

/** The first round fills the frame cache and warms the threads up. */
const rounds = 6;

/** Whole jobs in the real product, the kinds taking turns. */
export function benchJobs(large) {
  const frames = namesFor(large, manyFrames);
  return withBenchProduct(frames, async ({ worker, run }) => {
    const kinds = jobKinds(frames.map(({ basename }) => basename));
    const figures = new Map(kinds.map(({ job }) => [job, { cpu: [], peak: [] }]));
    for (let round = 0; round < rounds; round++) {
      for (const { job, operation, inputData, once } of kinds) {
        if (once && round < rounds - 1) continue;
        forgetPeak(worker);
        const { cpuSeconds, peakMemory } = await run(operation, inputData(round));
        if (round === 0) continue;
        figures.get(job).cpu.push(cpuSeconds);
        figures.get(job).peak.push(peakMemory / 1e6);
      }
    }
    return kinds.map((kind) => figuresOf(kind, figures.get(kind.job)));
  });
}

function figuresOf({ job, once, reference, times, peak }, measured) {
  const cpu = median(measured.cpu);
  return {
    job,
    "CPU s": once ? undefined : cpu, // downloads are in it
    "reference CPU s": reference,
    "×": reference && reference / cpu,
    "goal × ≥": times,
    "peak MB": Math.max(...measured.peak),
    "peak goal ≤": peak,
  };
}
