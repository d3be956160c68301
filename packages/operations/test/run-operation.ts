import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KernelPool } from "@datalab/kernels";
import { onTestFinished } from "vitest";
import type { OperationDefinition } from "../src/define.ts";
import { type Execution, executeOperation } from "../src/execute.ts";
import type { InputData } from "../src/input-files.ts";
import type { FileRole, OperationResult } from "../src/operation-result.ts";
import { resultKey } from "../src/result-key.ts";

/** A folder that is gone after the test. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "datalab-operation-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface OperationRun {
  result: OperationResult;
  progress: { fraction: number; message: string }[];
  /** The path of the file of this role of the nth output. */
  path(role: FileRole, output?: number): string;
}

/** Runs an operation on local files, given by basename, in a folder of its own. */
export async function runOperation(
  definition: OperationDefinition,
  inputData: InputData,
  files: ReadonlyMap<string, string>,
  pool: KernelPool,
  changes: Partial<Execution> = {},
): Promise<OperationRun> {
  const progress: OperationRun["progress"] = [];
  const result = await executeOperation({
    definition,
    inputData,
    key: resultKey(definition, inputData),
    workDir: await scratchFolder(),
    pool,
    conventions: { parity: false, wcsToEdge: 0.5 },
    gaia: { cone: async () => [] },
    signal: new AbortController().signal,
    async openFrame({ basename }) {
      const path = files.get(basename);
      if (path === undefined) throw new Error(`This test has no file called ${basename}`);
      return { path };
    },
    onProgress: (fraction, message) => progress.push({ fraction, message }),
    ...changes,
  });
  const path = (role: FileRole, output = 0) => {
    const file = result.output_files[output].files.find((candidate) => candidate.role === role);
    if (!file) throw new Error(`Output ${output} has no ${role} file`);
    return file.path;
  };
  return { result, progress, path };
}
