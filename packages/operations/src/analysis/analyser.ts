import { rm } from "node:fs/promises";
import { toAppError } from "@datalab/errors";
import { createPool } from "@datalab/kernels";
import type { FileReference } from "../input-files.ts";
import type { Conventions } from "../operation-context.ts";
import { operationTasks } from "../operation-tasks.ts";
import { type AnalysisInput, type AnalysisName, type AnalysisResult, analyses } from "./catalogue.ts";
import type { AnalysisContext, KeptFile } from "./define.ts";
import { FrameShelf } from "./frame-shelf.ts";
import { openFrame } from "./open-frame.ts";
import { analysisError } from "./parse-request.ts";
import { blockCache } from "./pixel-blocks.ts";
import { resultJson } from "./result-json.ts";

const openFrames = 8;
const decodedBytes = 128 * 2 ** 20;

/** The frame an analysis is about; access to it has been settled. */
export interface AnalysedFrame {
  readonly file: FileReference;
  /** Another version is another file. */
  readonly version: string;
  /** A local copy, which stays until it is released. */
  fetch(): Promise<{ readonly path: string; release(): Promise<void> }>;
  /** The address of a file made of this frame. */
  keep(file: KeptFile): Promise<string>;
}

/** What a process answers analyses with: threads, frames that are open, rows that are decoded. */
export interface Analyser {
  /** @throws AppError whose text begins with the analysis's name */
  run<Name extends AnalysisName>(
    name: Name,
    input: AnalysisInput<Name>,
    frame: AnalysedFrame,
  ): Promise<AnalysisResult<Name>>;
  /** The bytes of an answer's JSON. */
  json(result: object): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function createAnalyser({ threads, conventions }: { threads: number; conventions: Conventions }): Analyser {
  const pool = createPool({ threads, modules: [operationTasks] });
  const blocks = blockCache(decodedBytes);
  const shelf = new FrameShelf(openFrames);

  async function open({ file, fetch }: AnalysedFrame, name: string) {
    const copy = await fetch();
    const unwrapped = `${copy.path}.unwrapped`;
    const release = async () => {
      await copy.release();
      await rm(unwrapped, { force: true });
    };
    try {
      return { frame: await openFrame(file, { path: copy.path, unwrapped }, { pool, blocks, name }), release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  return {
    async run(name, input, analysed) {
      const { file, version, keep } = analysed;
      const place = `${file.source}/${file.basename}@${version}`;
      // Name and input belong together by the types of `run`.
      const answer = analyses[name].run as (context: AnalysisContext, input: unknown) => Promise<never>;
      try {
        return await shelf.with(
          place,
          () => open(analysed, place),
          (frame) => answer({ pool, conventions, frame, keep }, input),
        );
      } catch (thrown) {
        const error = toAppError(thrown);
        const isForCaller = error.kind === "invalid" || error.kind === "tooLarge";
        if (!isForCaller || error.message.startsWith(`${name}: `)) throw error;
        throw analysisError(name, error.message, error.code, error);
      }
    },
    json: (result) => resultJson(result, pool),
    async close() {
      shelf.clear();
      blocks.clear();
      await pool.close();
    },
  };
}
