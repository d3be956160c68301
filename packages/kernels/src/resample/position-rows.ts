import type { Kernels } from "../kernels.ts";
import { cubicWeights, type PositionGrid } from "./position-grid.ts";
import type { ResampleMap } from "./resample-map.ts";

/** Writes the positions of pixels −1 … width of output row y (x and y in float64, 16·(width + 2) bytes) to the memory of the kernels. */
type WritePositions = (y: number, target: number) => void;

/** Position rows of a map for rows [y0 − 1, y1]; allocates what it needs now. */
export function positionRows(
  kernels: Kernels,
  map: ResampleMap,
  width: number,
  y0: number,
  y1: number,
): WritePositions {
  if (map.kind === "grid")
    return map.spacing === 1 ? storedRows(kernels, map, width) : gridRows(kernels, map, width, y0, y1);
  const matrix = kernels.put(Float64Array.from(map.matrix));
  return (y, target) => kernels.exports.homographyRow(matrix, y, width + 2, target);
}

function storedRows(kernels: Kernels, { columns, nodes }: PositionGrid, width: number): WritePositions {
  return (y, target) => {
    const first = 2 * ((y + 2) * columns + 1);
    kernels.doubles(target, 2 * (width + 2)).set(nodes.subarray(first, first + 2 * (width + 2)));
  };
}

function gridRows(
  kernels: Kernels,
  { spacing, columns, nodes }: PositionGrid,
  width: number,
  y0: number,
  y1: number,
): WritePositions {
  const places = Array.from({ length: spacing }, (_, place) => cubicWeights(place / spacing));
  const weights = kernels.put(Float64Array.from(places.flat()));
  const [firstRow, endRow] = [Math.floor(y0 / spacing), Math.floor((y1 + 1) / spacing) + 4];
  const rowBytes = columns * 16;
  const stored = kernels.put(nodes.subarray(firstRow * columns * 2, endRow * columns * 2));
  const scratch = kernels.allocate(rowBytes);
  return (y, target) => {
    const cell = Math.floor((y + 1) / spacing);
    const phase = y + 1 - cell * spacing;
    const from = stored + (cell - firstRow) * rowBytes;
    kernels.exports.gridRow(from, columns, spacing, weights, phase, width + 2, scratch, target);
  };
}
