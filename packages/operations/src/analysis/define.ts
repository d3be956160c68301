import type { Header, Table } from "@datalab/fits";
import type { FrameInput, KernelPool } from "@datalab/kernels";
import type { z } from "zod";
import type { Conventions } from "../operation-context.ts";
import type { PixelBlocks } from "./pixel-blocks.ts";
import { frameMembers } from "./request-members.ts";

/** One image of a frame. */
export interface FrameImage {
  /** All that is said about the image, with what it inherits from the primary header. */
  readonly header: Header;
  /** What the kernels need of it. */
  readonly input: FrameInput;
  /** Its pixels, a few at a time. */
  readonly pixels: PixelBlocks;
  /** About 2000 finite pixels from all over it (operations.md §0.8, step 1). */
  samples(): Promise<Float32Array>;
}

/** A frame whose headers have been read; pixels and tables are read when asked for. */
export interface AnalysisFrame {
  readonly basename: string;
  /** The image named SCI. Throws AppError invalid where there is none. */
  science(): FrameImage;
  /** What is shown of the frame: its first image with two dimensions. Throws AppError invalid where there is none. */
  shown(): FrameImage;
  /** Columns of a table; undefined where the frame has no such table. */
  table(extname: string, columns: string[]): Promise<Table | undefined>;
  /** A path for a file that is needed for a moment; what a killed process leaves there is cleared away like its copies of frames. */
  readonly scratch: string;
}

/** A file that is made of a frame once and kept. */
export interface KeptFile {
  readonly extension: "tif";
  /** To be raised whenever `make` would give other bytes for the same frame. */
  readonly version: number;
  /** Makes it on the disk, lets `store` take it from there, and removes it. */
  make(store: (path: string) => Promise<void>): Promise<void>;
}

/** All an analysis may touch. */
export interface AnalysisContext {
  readonly pool: KernelPool;
  /** `parity`: as the service did that this product replaces, deviations D31–D34 included. */
  readonly conventions: Conventions;
  /** Opens the frame, if that has not been done yet. */
  frame(): Promise<AnalysisFrame>;
  /** The address of a file made of the frame. */
  keep(file: KeptFile): Promise<string>;
}

/** Declares an analysis, a question about one frame that is answered at once; `input` are the members of its request beside those that name the frame. */
export function defineAnalysis<const Name extends string, Shape extends z.ZodRawShape, Result extends object>({
  name,
  input,
  run,
}: {
  name: Name;
  input: Shape;
  run(context: AnalysisContext, input: z.output<z.ZodObject<Shape>>): Promise<Result>;
}) {
  return { name, request: frameMembers.extend(input), run };
}
