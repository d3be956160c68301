import type { FrameInput } from "./frame-input.ts";
import type { KernelPool } from "./pool.ts";

export interface GreyPicture {
  width: number;
  height: number;
  /** One byte a pixel, top row first; backed by a SharedArrayBuffer. */
  grey: Uint8Array;
}

export declare function scaleFrame(
  pool: KernelPool,
  options: { input: FrameInput; zmin: number; zmax: number; signal?: AbortSignal },
): Promise<GreyPicture>;
