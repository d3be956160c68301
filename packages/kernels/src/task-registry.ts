import { combineChunk } from "./tasks/combine-chunk.ts";
import { sampleChunk } from "./tasks/sample-chunk.ts";
import { scaleChunk } from "./tasks/scale-chunk.ts";
import type { TaskOutcome } from "./thread-context.ts";

/** Everything a thread can do, by name. */
export const tasks = { combineChunk, sampleChunk, scaleChunk };

export type TaskName = keyof typeof tasks;
export type TaskPayload<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[1];
export type TaskResult<Name extends TaskName> =
  ReturnType<(typeof tasks)[Name]> extends TaskOutcome<infer Result> ? Result : never;
