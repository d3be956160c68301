import type { Kernels } from "../kernels.ts";
import { cubicWeights, type PositionGrid } from "./position-grid.ts";
import type { ResampleMap } from "./resample-map.ts";

/** Writes the positions of pixels x0 − 1 … x1 of output row y (x and y in float64, 16·(x1 − x0 + 2) bytes) to the memory of the kernels. */
export type WritePositions = (y: number, target: number) => void;

/** A block of output pixels: columns [x0, x1), rows [y0, y1). */
export interface Block {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

/** Blocks begin at multiples of this, which is a multiple of the spacing of every grid. */
export const blockStep = 32;

/** Position rows of a map for rows [y0 − 1, y1] of a block; allocates what it needs now. */
export function positionRows(kernels: Kernels, map: ResampleMap, block: Block): WritePositions {
  if (map.kind === "grid") return map.spacing === 1 ? storedRows(kernels, map, block) : gridRows(kernels, map, block);
  const [a, b, c, d, e, f, g, h, i] = map.matrix;
  const { x0 } = block;
  const matrix = kernels.put(Float64Array.of(a, b, c + a * x0, d, e, f + d * x0, g, h, i + g * x0));
  return (y, target) => kernels.exports.homographyRow(matrix, y, block.x1 - x0 + 2, target);
}

function storedRows(kernels: Kernels, { columns, nodes }: PositionGrid, { x0, x1 }: Block): WritePositions {
  const count = 2 * (x1 - x0 + 2);
  return (y, target) => {
    const first = 2 * ((y + 2) * columns + x0 + 1);
    kernels.doubles(target, count).set(nodes.subarray(first, first + count));
  };
}

function gridRows(kernels: Kernels, { spacing, columns, nodes }: PositionGrid, block: Block): WritePositions {
  const { x0, x1, y0, y1 } = block;
  const places = Array.from({ length: spacing }, (_, place) => cubicWeights(place / spacing));
  const weights = kernels.put(Float64Array.from(places.flat()));
  const [firstRow, endRow] = [Math.floor(y0 / spacing), Math.floor((y1 + 1) / spacing) + 4];
  const firstColumn = x0 / spacing;
  const wanted = Math.floor((x1 - x0 + 1) / spacing) + 4;
  const stored = kernels.allocate((endRow - firstRow) * wanted * 16);
  for (let row = firstRow; row < endRow; row++) {
    const first = 2 * (row * columns + firstColumn);
    const target = stored + (row - firstRow) * wanted * 16;
    kernels.doubles(target, 2 * wanted).set(nodes.subarray(first, first + 2 * wanted));
  }
  const scratch = kernels.allocate(wanted * 16);
  return (y, target) => {
    const cell = Math.floor((y + 1) / spacing);
    const phase = y + 1 - cell * spacing;
    const from = stored + (cell - firstRow) * wanted * 16;
    kernels.exports.gridRow(from, wanted, spacing, weights, phase, x1 - x0 + 2, scratch, target);
  };
}
