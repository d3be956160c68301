import { noSharedSky } from "./celestial-grid.ts";

/** Columns [x0, x1) and rows [y0, y1). */
export interface Rectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * A rectangle of a footprint (one byte a pixel, 0 invalid) without invalid pixels: from the tight envelope of what is valid, sides with an
 * invalid pixel move inwards in turn, bottom, top, left, right, until none has one (operations.md §2.3). Throws
 * `operations.no_shared_sky` where nothing is left.
 */
export function validRectangle(footprint: Uint8Array, width: number): Rectangle {
  let { x0, y0, x1, y1 } = envelope(footprint, width);
  const rowHasHole = (y: number) => footprint.subarray(y * width + x0, y * width + x1).includes(0);
  const columnHasHole = (x: number) => {
    for (let y = y0; y < y1; y++) if (footprint[y * width + x] === 0) return true;
    return false;
  };
  for (let changed = true; changed; ) {
    changed = false;
    const shrink = (hasHole: boolean) => {
      changed ||= hasHole;
      return Number(hasHole);
    };
    y0 += shrink(rowHasHole(y0));
    y1 -= shrink(y1 > y0 && rowHasHole(y1 - 1));
    x0 += shrink(columnHasHole(x0));
    x1 -= shrink(x1 > x0 && columnHasHole(x1 - 1));
    if (x0 >= x1 || y0 >= y1) throw noSharedSky();
  }
  return { x0, y0, x1, y1 };
}

/** What all rectangles share; throws `operations.no_shared_sky` where that is nothing. */
export function intersection(rectangles: readonly Rectangle[]): Rectangle {
  const shared = {
    x0: Math.max(...rectangles.map(({ x0 }) => x0)),
    y0: Math.max(...rectangles.map(({ y0 }) => y0)),
    x1: Math.min(...rectangles.map(({ x1 }) => x1)),
    y1: Math.min(...rectangles.map(({ y1 }) => y1)),
  };
  if (shared.x0 >= shared.x1 || shared.y0 >= shared.y1) throw noSharedSky();
  return shared;
}

function envelope(footprint: Uint8Array, width: number): Rectangle {
  const first = footprint.indexOf(1);
  if (first < 0) throw noSharedSky();
  const [y0, y1] = [Math.floor(first / width), Math.floor(footprint.lastIndexOf(1) / width) + 1];
  let [x0, x1] = [width, 0];
  for (let y = y0; y < y1; y++) {
    const row = footprint.subarray(y * width, (y + 1) * width);
    const start = row.indexOf(1);
    if (start < 0) continue;
    x0 = Math.min(x0, start);
    x1 = Math.max(x1, row.lastIndexOf(1) + 1);
  }
  return { x0, y0, x1, y1 };
}
