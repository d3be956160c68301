import { setImmediate } from "node:timers/promises";
import { cancelled } from "../cancelled.ts";
import type { FrameSize } from "../frame-input.ts";
import type { PlaneMap } from "./plane-map.ts";

/** Positions at every `spacing`-th output pixel. Node (i, j) stands at pixel ((i−1)·spacing − 1, (j−1)·spacing − 1). */
export interface PositionGrid {
  kind: "grid";
  spacing: number;
  columns: number;
  rows: number;
  /** x, y of each node, row after row; backed by a SharedArrayBuffer. */
  nodes: Float64Array;
}

const coarsest = 32;
/** Cells along each axis that are compared with the map itself. */
const probes = 24;

/** Nodes after which others on the thread get their turn. */
const nodesAtOnce = 1024;

/** The coarsest grid for an output with its border of one pixel that holds the map within the tolerance wherever it meets the image. */
export async function positionGrid(
  map: PlaneMap,
  output: FrameSize,
  image: FrameSize,
  { tolerance, signal }: { tolerance: number; signal?: AbortSignal },
): Promise<PositionGrid> {
  for (let spacing = coarsest; spacing > 1; spacing /= 2) {
    const grid = await makeGrid(map, output, spacing, signal);
    if (!hasHoles(grid, image) && isClose(map, grid, output, image, tolerance)) return grid;
  }
  return makeGrid(map, output, 1, signal);
}

async function makeGrid(
  map: PlaneMap,
  { width, height }: FrameSize,
  spacing: number,
  signal?: AbortSignal,
): Promise<PositionGrid> {
  const columns = Math.floor((width + 1) / spacing) + 4;
  const rows = Math.floor((height + 1) / spacing) + 4;
  const nodes = new Float64Array(new SharedArrayBuffer(columns * rows * 16));
  for (let node = 0; node < columns * rows; node++) {
    const [i, j] = [node % columns, Math.floor(node / columns)];
    nodes.set(map((i - 1) * spacing - 1, (j - 1) * spacing - 1), 2 * node);
    if (node % nodesAtOnce > 0) continue;
    await setImmediate();
    if (signal?.aborted) throw cancelled(signal);
  }
  return { kind: "grid", spacing, columns, rows, nodes };
}

/** Whether a cell near the image lacks one of its sixteen nodes. */
function hasHoles({ columns, rows, nodes }: PositionGrid, image: FrameSize): boolean {
  for (let j = 0; j + 3 < rows; j++) {
    for (let i = 0; i + 3 < columns; i++) {
      let missing = false;
      let near = false;
      for (let node = 0; node < 16; node++) {
        const at = 2 * ((j + (node >> 2)) * columns + i + (node & 3));
        const [x, y] = [nodes[at], nodes[at + 1]];
        missing ||= Number.isNaN(x + y);
        near ||= isNear(x, y, image);
      }
      if (missing && near) return true;
    }
  }
  return false;
}

function isNear(x: number, y: number, { width, height }: FrameSize): boolean {
  return x > -width / 8 && x < width * 1.125 && y > -height / 8 && y < height * 1.125;
}

function isClose(map: PlaneMap, grid: PositionGrid, output: FrameSize, image: FrameSize, tolerance: number): boolean {
  const fast = gridMap(grid);
  const middle = (fraction: number, size: number) =>
    (Math.floor((fraction * size) / grid.spacing) + 0.5) * grid.spacing - 1;
  for (let j = 0; j < probes; j++) {
    for (let i = 0; i < probes; i++) {
      const [x, y] = [middle((i + 0.5) / probes, output.width), middle((j + 0.5) / probes, output.height)];
      const [foundX, foundY] = fast(x, y);
      if (!isNear(foundX, foundY, image)) continue;
      const wanted = map(x, y);
      if (!(Math.hypot(wanted[0] - foundX, wanted[1] - foundY) < tolerance)) return false;
    }
  }
  return true;
}

/** Weights of four nodes in a row for the place t (0 to 1) between the middle two: the cubic through them. */
export function cubicWeights(t: number): [number, number, number, number] {
  return [
    (-t * (t - 1) * (t - 2)) / 6,
    ((t + 1) * (t - 1) * (t - 2)) / 2,
    (-(t + 1) * t * (t - 2)) / 2,
    ((t + 1) * t * (t - 1)) / 6,
  ];
}

/** Positions between the nodes by cubics along both axes; on the nodes themselves for spacing 1. */
export function gridMap({ spacing, columns, nodes }: PositionGrid): PlaneMap {
  if (spacing === 1)
    return (x, y) => [...nodes.subarray(2 * ((y + 2) * columns + x + 2)).subarray(0, 2)] as [number, number];
  return (x, y) => {
    const [column, row] = [Math.floor((x + 1) / spacing), Math.floor((y + 1) / spacing)];
    const across = cubicWeights((x + 1) / spacing - column);
    const down = cubicWeights((y + 1) / spacing - row);
    let [sumX, sumY] = [0, 0];
    for (let j = 0; j < 4; j++) {
      for (let i = 0; i < 4; i++) {
        const at = 2 * ((row + j) * columns + column + i);
        sumX += down[j] * across[i] * nodes[at];
        sumY += down[j] * across[i] * nodes[at + 1];
      }
    }
    return [sumX, sumY];
  };
}
