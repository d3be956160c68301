import type { Header } from "@datalab/fits";
import type { EncodedRows, FrameInput, KernelPool } from "@datalab/kernels";
import type { FrameFile } from "./frame-file.ts";
import type { GaiaCatalogue } from "./gaia.ts";
import type { FileReference } from "./input-files.ts";
import type { InputFile } from "./wizard.ts";

/** The SCI image of one input; no pixel is in memory. */
export interface Frame {
  readonly basename: string;
  /** All that is said about the image, cards that it inherits from the primary header included: a result's primary header is its own. */
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
  /** What else decided the pixels, kept in the image's history: short values by name. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** What else the image's history should tell: sentences. */
  readonly remarks?: readonly string[];
  /** What is done to the rows, for progress messages; "Combining" when absent. */
  readonly doing?: string;
  /** 1, 2, …: for operations with several outputs. */
  readonly index?: number;
  readonly progress: ProgressSpan;
  /** What people should know where pixels lack a value, so many of them: one sentence. */
  readonly noteOfMissing: (pixels: number) => string;
  /** Computes the pixels and hands them over; `missing` of them lack the value of an input. */
  readonly rows: (sink: RowSink) => Promise<{ samples: Float32Array; missing: number }>;
}

/** A finished picture: red, green, blue, 8 bits each, top row first. */
export interface PictureOutput {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  /** The TIFF and the large JPEG fit into this. */
  readonly box: { readonly width: number; readonly height: number };
  /** What people should know about it: one sentence, shown with the picture. */
  readonly note?: string;
  /** 1, 2, …: for operations with several outputs. */
  readonly index?: number;
  readonly progress: ProgressSpan;
}

export interface DataAttachments {
  /** JPEG files in `workDir`; the data shows one by `fileLink(name)`. */
  readonly diagnostics?: readonly { readonly name: string; readonly path: string }[];
}

/** Where the product and its predecessor count differently. */
export interface Conventions {
  /** True: the predecessor's conventions wherever a deviation is marked parity (docs/accuracy/deviations.md). */
  readonly parity: boolean;
  /** Added to pixel positions from a WCS (first pixel's centre is 0, 0) before pixels are measured, where it is 0.5, 0.5. 0: parity. */
  readonly wcsToEdge: number;
}

/** All an operation may touch. */
export interface OperationContext {
  readonly pool: KernelPool;
  readonly signal: AbortSignal;
  /** Fraction 0…1; going back is ignored. The message is a short text for people. */
  progress(fraction: number, message: string): void;
  readonly conventions: Conventions;
  readonly gaia: GaiaCatalogue;
  /** An empty folder for files of the operation's own, removed after the run. */
  readonly workDir: string;
  readonly frames: {
    /**
     * One file for as long as `work` takes, for operations that go through their files one by one: afterwards the machine need not
     * keep it. Errors from fetching and reading it name the file.
     */
    use<Result>(file: FileReference, work: (frame: FrameFile) => Promise<Result>): Promise<Result>;
    /** The headers of one file, which stays until the run ends. Errors name the file. */
    read(file: FileReference): Promise<FrameFile>;
    /** Opens the SCI image of every file, in order. A file without one, or a broken one, is the caller's error and is named. */
    open(files: readonly InputFile[], progress: ProgressSpan): Promise<Frame[]>;
  };
  readonly output: {
    /** Writes the FITS file and its two pictures and publishes them. */
    image(image: ImageOutput): Promise<void>;
    /** Writes a TIFF and two JPEGs and publishes them. */
    picture(picture: PictureOutput): Promise<void>;
    /** Publishes a JSON result; numbers that are not finite become null. */
    data(value: unknown, attachments?: DataAttachments): void;
  };
}
