import type { Header } from "@datalab/fits";
import type { EncodedRows, FrameInput, KernelPool } from "@datalab/kernels";
import type { InputFile } from "./wizard.ts";

/** The SCI image of one input; no pixel is in memory. */
export interface Frame {
  readonly basename: string;
  readonly header: Header;
  /** What the kernels need of it; sent to threads, so nothing else may be in here. */
  readonly input: FrameInput;
}

/** The part [from, to] of an operation's progress that one of its steps fills. */
type ProgressSpan = readonly [from: number, to: number];

/** Takes compressed rows in order; the maker of the rows waits for each hand-over. */
interface RowSink {
  readonly quantizeLevel: number;
  /** The written values of pixels stride, 2·stride, … are wanted as `samples`. */
  readonly sampleStride: number;
  onRows(rows: EncodedRows): Promise<void>;
}

export interface ImageOutput {
  /** The SCI header the output inherits. */
  readonly header: Header;
  readonly width: number;
  readonly height: number;
  readonly pixels: "float32" | "float64";
  /** For people, kept in the primary header. */
  readonly comment: string;
  /** Basenames in the order they were read, kept in the image's history. */
  readonly inputs: readonly string[];
  /** 1, 2, …: for operations with several outputs. */
  readonly index?: number;
  readonly progress: ProgressSpan;
  /** Computes the pixels and hands them over. */
  readonly rows: (sink: RowSink) => Promise<{ samples: Float32Array }>;
}

/** All an operation may touch. */
export interface OperationContext {
  readonly pool: KernelPool;
  readonly signal: AbortSignal;
  /** Fraction 0…1; going back is ignored. The message is a short text for people. */
  progress(fraction: number, message: string): void;
  readonly frames: {
    /** Opens the SCI image of every file, in order. A file without one, or a broken one, is the caller's error and is named. */
    open(files: readonly InputFile[], progress: ProgressSpan): Promise<Frame[]>;
  };
  readonly output: {
    /** Writes the FITS file and its two pictures and publishes them. */
    image(image: ImageOutput): Promise<void>;
    /** Publishes a JSON result; numbers that are not finite become null. */
    data(value: unknown): void;
  };
}
