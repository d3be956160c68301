export { type CombineOptions, type CombineSummary, combineFrames, type EncodedRows } from "./combine-frames.ts";
export type { FrameInput } from "./frame-input.ts";
export { createPool, type KernelPool } from "./pool.ts";
export { sampleFrame } from "./sample-frame.ts";
export { scaleFrame } from "./scale-frame.ts";
