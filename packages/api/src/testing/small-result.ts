import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inputFiles, type ProducedFile } from "@datalab/operations";
import type { RunEngine } from "@datalab/services";

/** Stands in for the pixels: opens every input and writes the three files of an image result. */
export const smallResult: RunEngine["execute"] = async ({ definition, inputData, key, workDir, openFrame }) => {
  for (const file of inputFiles(definition, inputData)) await openFrame(file);
  const files: ProducedFile["files"] = [
    { role: "fits", name: `${key}.fits`, path: join(workDir, "fits"), contentType: "application/fits" },
    { role: "large", name: `${key}-large.jpg`, path: join(workDir, "large"), contentType: "image/jpeg" },
    { role: "small", name: `${key}-small.jpg`, path: join(workDir, "small"), contentType: "image/jpeg" },
  ];
  for (const { path, role } of files) await writeFile(path, role);
  return { output_files: [{ basename: key, type: "fits", files }], output_data: [], attachments: [] };
};
