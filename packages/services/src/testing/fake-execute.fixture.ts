import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inputFiles, type OperationResult, type ProducedFile } from "@datalab/operations";
import type { RunEngine } from "../runs/run-engine.ts";

/** Stands in for the pixels: reads every input and writes the three files of an image result. */
export const fakeExecute: RunEngine["execute"] = async ({
  definition,
  inputData,
  key,
  workDir,
  openFrame,
  onProgress,
}) => {
  for (const file of inputFiles(definition, inputData)) await openFrame(file);
  onProgress(0.5, "");
  const output = await fakeOutput(key, workDir);
  onProgress(1, "");
  return { output_files: [output], output_data: [], attachments: [] };
};

/** Three images, each published when it is done; then `afterEach` is told how many there are. */
export async function severalOutputs(
  { key, workDir, onOutput }: Parameters<RunEngine["execute"]>[0],
  afterEach: (count: number) => Promise<void>,
): Promise<OperationResult> {
  const output_files: ProducedFile[] = [];
  for (const n of [1, 2, 3]) {
    output_files.push(await fakeOutput(`${key}-${n}`, workDir));
    onOutput?.({ output_files: [...output_files], output_data: [], attachments: [] });
    await afterEach(n);
  }
  return { output_files, output_data: [], attachments: [] };
}

async function fakeOutput(basename: string, workDir: string): Promise<ProducedFile> {
  const files = [
    { role: "fits", name: `${basename}.fits`, contentType: "application/fits" },
    { role: "large", name: `${basename}-large.jpg`, contentType: "image/jpeg" },
    { role: "small", name: `${basename}-small.jpg`, contentType: "image/jpeg" },
  ] as const;
  const produced = files.map((file) => ({ ...file, path: join(workDir, file.name) }));
  for (const { path, role } of produced) await writeFile(path, `${role} of ${basename}`);
  return { basename, type: "fits", files: produced };
}

/** Runs until it is told to stop, as a long operation does. */
export const endlessExecute: RunEngine["execute"] = ({ signal }) =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
