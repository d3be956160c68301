import { bracketChunk } from "./tasks/bracket-chunk.ts";
import { combineChunk } from "./tasks/combine-chunk.ts";
import { compositeTile } from "./tasks/composite-tile.ts";
import { digitChunk } from "./tasks/digit-chunk.ts";
import { encodeChunk } from "./tasks/encode-chunk.ts";
import { resampleChunk } from "./tasks/resample-chunk.ts";
import { resizeChunk } from "./tasks/resize-chunk.ts";
import { sampleChunk } from "./tasks/sample-chunk.ts";
import { scaleChunk } from "./tasks/scale-chunk.ts";
import { shrinkWhole } from "./tasks/shrink-whole.ts";
import { spreadSample } from "./tasks/spread-sample.ts";
import type { TaskOutcome } from "./thread-context.ts";

/** Everything a thread can do, by name. */
export const tasks = {
  bracketChunk,
  combineChunk,
  compositeTile,
  digitChunk,
  encodeChunk,
  resampleChunk,
  resizeChunk,
  sampleChunk,
  scaleChunk,
  shrinkWhole,
  spreadSample,
};

export type TaskName = keyof typeof tasks;
export type TaskPayload<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[1];
export type TaskResult<Name extends TaskName> =
  ReturnType<(typeof tasks)[Name]> extends TaskOutcome<infer Result> ? Result : never;
