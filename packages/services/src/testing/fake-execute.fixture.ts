import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inputFiles } from "@datalab/operations";
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
  const files = [
    { role: "fits", name: `${key}.fits`, contentType: "application/fits" },
    { role: "large", name: `${key}-large.jpg`, contentType: "image/jpeg" },
    { role: "small", name: `${key}-small.jpg`, contentType: "image/jpeg" },
  ] as const;
  const produced = files.map((file) => ({ ...file, path: join(workDir, file.name) }));
  for (const { path, role } of produced) await writeFile(path, `${role} of ${key}`);
  onProgress(1, "");
  return { output_files: [{ basename: key, type: "fits", files: produced }], output_data: [] };
};

/** Runs until it is told to stop, as a long operation does. */
export const endlessExecute: RunEngine["execute"] = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
