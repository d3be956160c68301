import { fitLine } from "../imaging/auto-scale.ts";

export interface PixelHistogram {
  /** log10 of the samples in each bin, 0 for none. */
  histogram: number[];
  /** The middle of each bin, rounded down. */
  bins: number[];
  zmin: number;
  zmax: number;
}

const contrast = 0.1;

/**
 * How the samples of an image are spread, in ten bins below the interesting values, a hundred among them and ten above, up to `brightest`,
 * and the limits to show the image between: its median and the end of a line through the sorted samples (analysis.md §6, steps 3–6; the
 * scale is that of operations.md §0.8). Samples are finite and get sorted in place; none at all count as one 0.
 */
export function pixelHistogram(samples: Float32Array | Float64Array, brightest: number): PixelHistogram {
  const sorted = samples.length > 0 ? samples.sort() : new Float64Array(1);
  const count = sorted.length;
  const { slope, intercept } = fitLine(sorted);
  const reach = (slope / contrast) * (count / 2);
  const low = Math.floor(Math.max(sorted[0], intercept - reach));
  const high = Math.ceil(Math.min(sorted[count - 1], intercept + reach));
  const edges = binEdges(Math.floor(Math.min(sorted[0], 0)), Math.trunc(low * 0.8), Math.trunc(high * 1.2), brightest);
  return {
    histogram: countWithin(sorted, edges).map((found) => (found > 0 ? Math.log10(found) : 0)),
    bins: edges.slice(1).map((edge, i) => edges[i] + Math.trunc((edge - edges[i]) / 2)),
    zmin: roundHalfEven((sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2),
    zmax: roundHalfEven(high),
  };
}

/** Ascending, each different from the one before. */
function binEdges(start: number, low: number, high: number, brightest: number): number[] {
  const edges: number[] = [];
  for (const edge of [...stretch(start, low, 10), ...stretch(low, high, 100), ...stretch(high, brightest, 10)]) {
    if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge);
  }
  return edges;
}

/** From `from` up to but not including `to`, in about `parts` whole steps. */
function stretch(from: number, to: number, parts: number): number[] {
  if (from === to) return [from];
  const step = Math.max(1, Math.trunc(Math.abs((to - from) / parts)));
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);
}

/** Samples of each bin [edge, next edge), the last one closed; what lies outside is left out. */
function countWithin(sorted: Float32Array | Float64Array, edges: number[]): number[] {
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  let bin = 0;
  for (const value of sorted) {
    if (value < edges[0] || value > edges[edges.length - 1]) continue;
    while (bin < counts.length - 1 && value >= edges[bin + 1]) bin++;
    if (bin < counts.length) counts[bin]++;
  }
  return counts;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
