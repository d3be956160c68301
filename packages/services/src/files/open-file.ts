import type { Readable } from "node:stream";

/** Inclusive byte positions, as in an HTTP Range header; `end` undefined means to the last byte. */
export interface ByteRange {
  start: number;
  end?: number;
}

export interface OpenFile {
  stream: Readable;
  /** Of the whole object. */
  size: number;
  contentType: string;
  /** What `stream` carries, when a range was asked for. */
  range?: { start: number; end: number };
  /** FITS and TIFF are downloads; pictures are shown. */
  attachment: boolean;
  name: string;
}
