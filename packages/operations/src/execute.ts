import { AppError, toAppError } from "@datalab/errors";
import type { KernelPool } from "@datalab/kernels";
import type { OperationDefinition } from "./define.ts";
import { finiteJson } from "./finite-json.ts";
import { writeImage } from "./imaging/write-image.ts";
import type { FileReference, InputData } from "./input-files.ts";
import { openFrames } from "./open-frames.ts";
import type { OperationContext } from "./operation-context.ts";
import type { OperationResult, ProducedFile } from "./operation-result.ts";
import { progressWithin, type ReportProgress, steadyProgress } from "./progress.ts";
import { validateInput } from "./validate-input.ts";

export interface Execution {
  definition: OperationDefinition;
  /** Has passed `checkShape`; it is never changed. */
  inputData: InputData;
  /** The result key: names every file produced. */
  key: string;
  /** An empty folder of this run's own; the only place written to. The caller removes it. */
  workDir: string;
  pool: KernelPool;
  /** A local copy of a file this user may read. */
  openFrame(file: FileReference): Promise<{ path: string }>;
  /** Aborted with an AppError as its reason, that error is thrown; else "cancelled". */
  signal: AbortSignal;
  /** Never goes back; 1 comes once, when everything is written. */
  onProgress: ReportProgress;
  /** Everything produced so far, each time another output is complete. */
  onOutput?(partial: OperationResult): void;
}

/**
 * Runs an operation from request to files.
 * @throws AppError invalid for a request or a file it cannot work with, cancelled when aborted, what `openFrame` throws;
 *   internal, with a text for people, for anything unforeseen
 */
export async function executeOperation(execution: Execution): Promise<OperationResult> {
  const { definition, signal, onProgress } = execution;
  const result = { output_files: [] as ProducedFile[], output_data: [] as unknown[] };
  try {
    signal.throwIfAborted();
    const input = validateInput(definition, execution.inputData);
    await definition.run(contextOf(execution, result), input);
    signal.throwIfAborted();
  } catch (thrown) {
    throw signal.aborted ? cancellation(signal) : presentable(thrown);
  }
  onProgress(1, "");
  return result;
}

function contextOf(
  { definition, key, workDir, pool, openFrame, signal, onProgress, onOutput }: Execution,
  result: { output_files: ProducedFile[]; output_data: unknown[] },
): OperationContext {
  const progress = steadyProgress(onProgress);
  const publish = () => onOutput?.({ output_files: [...result.output_files], output_data: [...result.output_data] });
  return {
    pool,
    signal,
    progress,
    frames: {
      open(files, span) {
        const within = progressWithin(progress, span);
        const onOpened = (count: number) => within(count / files.length, `Opened ${count} of ${files.length} images`);
        within(0, `Opening ${files.length} images`);
        return openFrames(files, { workDir, signal, openFrame, onOpened });
      },
    },
    output: {
      async image(image) {
        const within = progressWithin(progress, image.progress);
        result.output_files.push(
          await writeImage(image, { operation: definition, key, workDir, pool, signal, progress: within }),
        );
        publish();
      },
      data(value) {
        result.output_data.push(finiteJson(value));
        publish();
      },
    },
  };
}

function cancellation(signal: AbortSignal): AppError {
  if (signal.reason instanceof AppError) return signal.reason;
  return new AppError("cancelled", "operations.cancelled", "The operation was cancelled.");
}

function presentable(thrown: unknown): AppError {
  const error = toAppError(thrown);
  if (error.policy.expose) return error;
  const text =
    "The operation stopped because of an internal error. Please contact the developers if it keeps happening.";
  return new AppError("internal", "operations.unexpected", text, { cause: error.cause ?? error });
}
