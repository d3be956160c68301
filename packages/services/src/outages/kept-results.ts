import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { RunCompletion } from "@datalab/db";
import type { OperationResult } from "@datalab/operations";

/** A computed result that only has to be stored. */
export interface MadeResult {
  result: OperationResult;
  /** What the row of the run is completed with, beside output and files. */
  made: Pick<RunCompletion, "inputs" | "timings" | "peakMemory">;
}

const RESULT = "kept-result.json";
const HOLDER = "holder";
const RUN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Results on the disk of a worker that the store could not take: a folder a run. All workers of the disk are one holder, whose
 * name lies on the disk: with the results the name is gone too.
 */
export interface KeptResults {
  holder(): Promise<string>;
  runIds(): Promise<string[]>;
  /** Takes over the folder that the result was made in. */
  keep(runId: string, folder: string, made: MadeResult): Promise<void>;
  read(runId: string): Promise<MadeResult>;
  remove(runId: string): Promise<void>;
}

export function keptResults(dir: string): KeptResults {
  const folderOf = (runId: string) => join(dir, runId);
  return {
    async holder() {
      await mkdir(dir, { recursive: true });
      await writeFile(join(dir, HOLDER), randomUUID(), { flag: "wx" }).catch(() => {}); // it has one already
      return (await readFile(join(dir, HOLDER), "utf8")).trim();
    },
    async runIds() {
      return (await readdir(dir).catch(() => [])).filter((name) => RUN_ID.test(name));
    },
    async keep(runId, folder, made) {
      await writeFile(join(folder, RESULT), JSON.stringify(made));
      await mkdir(dir, { recursive: true });
      await rm(folderOf(runId), { recursive: true, force: true });
      await rename(folder, folderOf(runId));
    },
    async read(runId) {
      const { result, made } = JSON.parse(await readFile(join(folderOf(runId), RESULT), "utf8")) as MadeResult; // `keep` wrote it
      const here = <T extends { path: string }>(file: T) => ({
        ...file,
        path: join(folderOf(runId), basename(file.path)),
      });
      const output_files = result.output_files.map((output) => ({ ...output, files: output.files.map(here) }));
      return { result: { ...result, output_files, attachments: result.attachments.map(here) }, made };
    },
    remove: (runId) => rm(folderOf(runId), { recursive: true, force: true, maxRetries: 3 }),
  };
}
