import { rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError, toAppError } from "@datalab/errors";
import type { KernelPool } from "@datalab/kernels";
import { attachDiagnostics } from "./attach-diagnostics.ts";
import type { OperationDefinition } from "./define.ts";
import { readFrameFile } from "./frame-file.ts";
import type { GaiaCatalogue } from "./gaia.ts";
import { writeComposite } from "./imaging/write-composite.ts";
import { writeImage } from "./imaging/write-image.ts";
import type { FileReference, InputData } from "./input-files.ts";
import { openFrames } from "./open-frames.ts";
import type { Conventions, OperationContext } from "./operation-context.ts";
import type { OperationResult, ProducedFile, ResultFile } from "./operation-result.ts";
import { progressWithin, type ReportProgress, steadyProgress } from "./progress.ts";
import { validateInput } from "./validate-input.ts";

export interface LocalFile {
  readonly path: string;
  /** Called when the run is done with it before its end; the caller of the run releases all others. */
  release?(): Promise<void>;
}

export interface Execution {
  definition: OperationDefinition;
  /** Has passed `checkShape`; it is never changed. */
  inputData: InputData;
  /** The result key: names every file produced. */
  key: string;
  /** An empty folder of this run's own; the only place written to. The caller removes it. */
  workDir: string;
  pool: KernelPool;
  conventions: Conventions;
  gaia: GaiaCatalogue;
  /** A local copy of a file this user may read. */
  openFrame(file: FileReference): Promise<LocalFile>;
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
  const result: GrowingResult = { output_files: [], output_data: [], attachments: [] };
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

interface GrowingResult {
  output_files: ProducedFile[];
  output_data: unknown[];
  attachments: ResultFile[];
}

function contextOf(execution: Execution, result: GrowingResult): OperationContext {
  const { pool, signal, workDir, conventions, gaia } = execution;
  const progress = steadyProgress(execution.onProgress);
  return {
    pool,
    signal,
    progress,
    conventions,
    gaia,
    workDir,
    frames: framesOf(execution, progress),
    output: outputOf(execution, result, progress),
  };
}

function framesOf({ workDir, openFrame, signal }: Execution, progress: ReportProgress): OperationContext["frames"] {
  let count = 0;
  const unwrapped = () => join(workDir, `input-${count++}.fits`);
  const read = async (file: FileReference) => {
    signal.throwIfAborted();
    const { path } = await openFrame(file);
    return readFrameFile(file, path, unwrapped());
  };
  return {
    read,
    async use(file, work) {
      signal.throwIfAborted();
      const local = await openFrame(file);
      const copy = unwrapped();
      try {
        return await work(await readFrameFile(file, local.path, copy));
      } finally {
        await rm(copy, { force: true });
        await local.release?.();
      }
    },
    open(files, span) {
      const within = progressWithin(progress, span);
      const all = files.length === 1 ? "1 image" : `${files.length} images`;
      const onOpened = (opened: number) => within(opened / files.length, `Opened ${opened} of ${all}`);
      within(0, `Opening ${all}`);
      return openFrames(files, { read, onOpened });
    },
  };
}

function outputOf(
  { definition, key, workDir, pool, signal, conventions, onOutput }: Execution,
  result: GrowingResult,
  progress: ReportProgress,
): OperationContext["output"] {
  const publish = () =>
    onOutput?.({
      output_files: [...result.output_files],
      output_data: [...result.output_data],
      attachments: [...result.attachments],
    });
  return {
    async image(image) {
      const within = progressWithin(progress, image.progress);
      result.output_files.push(
        await writeImage(image, {
          ...{ operation: definition, key, workDir, pool, signal, progress: within },
          parity: conventions.parity,
        }),
      );
      publish();
    },
    async picture(picture) {
      const within = progressWithin(progress, picture.progress);
      result.output_files.push(await writeComposite(picture, { key, workDir, pool, signal, progress: within }));
      publish();
    },
    data(value, attachments = {}) {
      const { data, files } = attachDiagnostics(value, attachments, { key, taken: result.attachments.length });
      result.output_data.push(data);
      result.attachments.push(...files);
      publish();
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
