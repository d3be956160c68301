import { bracketChunk } from "./tasks/bracket-chunk.ts";
import { combineChunk } from "./tasks/combine-chunk.ts";
import { digitChunk } from "./tasks/digit-chunk.ts";
import { footprintChunk } from "./tasks/footprint-chunk.ts";
import { resizeChunk } from "./tasks/resize-chunk.ts";
import { sampleChunk } from "./tasks/sample-chunk.ts";
import { scaleChunk } from "./tasks/scale-chunk.ts";
import { spreadSample } from "./tasks/spread-sample.ts";
import { stackChunk } from "./tasks/stack-chunk.ts";
import type { TaskOutcome } from "./thread-context.ts";

/** Everything a thread can do, by name. */
export const tasks = {
  bracketChunk,
  combineChunk,
  digitChunk,
  footprintChunk,
  resizeChunk,
  sampleChunk,
  scaleChunk,
  spreadSample,
  stackChunk,
};

export type TaskName = keyof typeof tasks;
export type TaskPayload<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[1];
export type TaskResult<Name extends TaskName> =
  ReturnType<(typeof tasks)[Name]> extends TaskOutcome<infer Result> ? Result : never;
