import type { ImageLayout } from "@datalab/fits";

/** A frame on the local disk and where its pixels lie in it. */
export interface FrameInput {
  path: string;
  layout: ImageLayout;
}
