import type { GaiaStar } from "../gaia.ts";
import { median } from "../photometry/statistics.ts";
import { percentile } from "./robust.ts";

type Motion = Pick<GaiaStar, "pmra" | "pmdec">;

const smallestHalfWidth = 25;
const largestHalfWidth = 150;

/** The centre of the fullest 1 × 1 mas/yr bin of proper motions (finite ones); of equally full ones the first, pmra major. */
export function motionPeak(stars: readonly Motion[]): Motion {
  const raEdges = binEdges(stars.map(({ pmra }) => pmra));
  const decEdges = binEdges(stars.map(({ pmdec }) => pmdec));
  const decBins = decEdges.length - 1;
  const counts = new Int32Array((raEdges.length - 1) * decBins);
  for (const { pmra, pmdec } of stars) {
    const [i, j] = [binOf(pmra, raEdges), binOf(pmdec, decEdges)];
    if (i >= 0 && j >= 0) counts[i * decBins + j]++;
  }
  let fullest = 0;
  for (let bin = 1; bin < counts.length; bin++) if (counts[bin] > counts[fullest]) fullest = bin;
  const [i, j] = [Math.floor(fullest / decBins), fullest % decBins];
  return { pmra: (raEdges[i] + raEdges[i + 1]) / 2, pmdec: (decEdges[j] + decEdges[j + 1]) / 2 };
}

/** Bin edges 1 apart around the median that hold the middle 98 % of the values, within limits. */
export function binEdges(values: readonly number[]): Float64Array {
  const middle = median(values);
  const reach = Math.max(middle - percentile(values, 1), percentile(values, 99) - middle);
  const half = Math.min(Math.max(reach, smallestHalfWidth), largestHalfWidth);
  const count = Math.ceil(middle + half + 1 - (middle - half));
  return Float64Array.from({ length: count }, (_, k) => middle - half + k);
}

/** The bin [edge, next edge) of a value, the last one closed; −1 outside. */
function binOf(value: number, edges: Float64Array): number {
  const last = edges.length - 1;
  if (!(value >= edges[0] && value <= edges[last])) return -1;
  let bin = Math.min(Math.floor(value - edges[0]), last - 1);
  if (value < edges[bin]) bin--;
  else if (bin < last - 1 && value >= edges[bin + 1]) bin++;
  return bin;
}
