import type { FrameInput } from "./frame-input.ts";
import type { KernelPool } from "./pool.ts";

export declare function sampleFrame(
  pool: KernelPool,
  options: { input: FrameInput; stride: number; signal?: AbortSignal },
): Promise<Float32Array>;
