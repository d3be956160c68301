import type { ImageLayout } from "@datalab/fits";

/** A frame on the local disk and where its pixels lie in it. */
export interface FrameInput {
  path: string;
  layout: ImageLayout;
}

/** Pixels along axis 1 and axis 2. */
export interface FrameSize {
  width: number;
  height: number;
}
