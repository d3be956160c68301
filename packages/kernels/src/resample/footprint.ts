import type { FrameSize } from "../frame-input.ts";

/** Where consecutive rows of a resampled frame have values, packed for their way between threads. */
export interface PackedRuns {
  y0: number;
  /** Runs of each row. */
  counts: Int32Array;
  /** First and end column of run after run. */
  ends: Int32Array;
}

/** Collects the runs of numbers (anything but NaN) of rows from y0 on. */
export class RunCollector {
  private readonly y0: number;
  private readonly counts: number[] = [];
  private readonly ends: number[] = [];

  constructor(y0: number) {
    this.y0 = y0;
  }

  add(row: Float64Array): void {
    const before = this.ends.length;
    let inside = false;
    for (let x = 0; x < row.length; x++) {
      if (Number.isNaN(row[x]) !== inside) continue;
      inside = !inside;
      this.ends.push(x);
    }
    if (inside) this.ends.push(row.length);
    this.counts.push((this.ends.length - before) / 2);
  }

  finish(): PackedRuns {
    return { y0: this.y0, counts: Int32Array.from(this.counts), ends: Int32Array.from(this.ends) };
  }
}

/** Where a resampled frame has values, kept as runs: a few numbers a row instead of a byte a pixel. */
export class Footprint {
  private readonly size: FrameSize;
  private readonly parts: PackedRuns[] = [];

  constructor(size: FrameSize) {
    this.size = size;
  }

  append(part: PackedRuns): void {
    this.parts.push(part);
  }

  /** How many pixels of rows [y0, y1) and columns [x0, x1) have values. */
  countIn({ x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number }): number {
    let total = 0;
    for (const { y0: first, counts, ends } of this.parts) {
      let at = 0;
      counts.forEach((count, row) => {
        const isInside = first + row >= y0 && first + row < y1;
        for (const end = at + 2 * count; at < end; at += 2) {
          if (isInside) total += Math.max(0, Math.min(ends[at + 1], x1) - Math.max(ends[at], x0));
        }
      });
    }
    return total;
  }

  /** One byte a pixel, 1 or 0, row after row. `used`: bytes of an earlier call, to be filled again. */
  toBytes(used?: Uint8Array): Uint8Array {
    const { width, height } = this.size;
    const bytes = used?.fill(0) ?? new Uint8Array(width * height);
    for (const { y0, counts, ends } of this.parts) {
      let at = 0;
      counts.forEach((count, row) => {
        const start = (y0 + row) * width;
        for (const end = at + 2 * count; at < end; at += 2) bytes.fill(1, start + ends[at], start + ends[at + 1]);
      });
    }
    return bytes;
  }
}
