/** Kernels beside their TypeScript twins and, where they are installed, beside astropy, numpy and C: CPU time, interleaved, median of five. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileSource, imageLayout, openFits } from "@datalab/fits";
import { startCompiled } from "./compiled.mjs";
import { imagingWorkloads, startImagingReference } from "./imaging.mjs";
import { cpuMs, medianOf } from "./measure.mjs";
import { startReference } from "./reference.mjs";
import { kernelWorkloads } from "./workloads.mjs";

const rounds = 5;
const warmUps = 3;
/** What C does too. */
const compiledTasks = ["decode", "median 8"];

/**
 * Rows of a report on eight frames of 4096² Rice floats, times in CPU milliseconds for 4096² pixels, and a line for each partner that
 * is not installed here.
 */
export async function benchKernels(paths) {
  const folder = mkdtempSync(join(tmpdir(), "datalab-kernels-"));
  const frames = await Promise.all(paths.slice(0, 8).map(openFrame));
  const { tasks, forC } = kernelWorkloads(frames);
  const partners = {
    reference: await startReference(frames.map(({ path }) => path)),
    compiled: await startCompiled(folder, forC),
  };
  try {
    const rows = [];
    for (const work of tasks) rows.push(await report(work, partners));
    const absent = [];
    if (!partners.reference)
      absent.push("astropy and numpy (Debian: python3-astropy) are not installed: no ratios to them.");
    const imaging = await startImagingReference(frames[0]);
    for (const work of await imagingWorkloads(frames[0])) rows.push(await report(work, imaging));
    imaging.reference?.close();
    absent.push(...imaging.absent);
    if (!partners.compiled) absent.push("There is no C compiler (cc): no distance to C.");
    return { rows, absent };
  } finally {
    partners.reference?.close();
    partners.compiled?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function report(work, { reference, compiled }) {
  const { task, name, part, twinPart, goal, limitGoal } = work;
  const times = { wasm: [], twin: [], reference: [], compiled: [] };
  for (let warm = 0; warm < warmUps; warm++) await work.wasm(); // a worker lives long: compiled code is what counts
  for (let round = 0; round < rounds; round++) {
    times.wasm.push(part * (await cpuMs(work.wasm)));
    if (reference) times.reference.push(part * (await reference.cpuMs(task)));
    if (compiled && compiledTasks.includes(task)) times.compiled.push(await compiled.cpuMs(task));
  }
  // After the others: the twin leaves garbage, and collecting it would be charged to whoever runs next.
  work.twin();
  for (let round = 0; round < rounds; round++) times.twin.push(twinPart * (await cpuMs(work.twin)));
  const [ours, twin, theirs, limit] = Object.values(times).map(medianOf);
  return {
    kernel: name,
    ours,
    TypeScript: twin,
    "×": twin / ours,
    ...(theirs && { "astropy, numpy": theirs, "× ": theirs / ours, "goal ≥": goal }),
    ...(limit && { C: limit, "of C": ours / limit, "goal ≤": limitGoal }),
  };
}

async function openFrame(path) {
  const source = await fileSource(path);
  const file = await openFits(source);
  const layout = await imageLayout(file, file.find("SCI"));
  await source.close();
  return { path, layout };
}
