/** Equally spaced frequencies first + k·step, k = 0 … count − 1, in cycles per day. */
export interface FrequencyGrid {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

export const frequencyAt = ({ first, step }: FrequencyGrid, k: number): number => first + k * step;

export const lastFrequency = (grid: FrequencyGrid): number => frequencyAt(grid, grid.count - 1);

export const frequencyLimits = (grid: FrequencyGrid) => ({ lowest: grid.first, highest: lastFrequency(grid) });

export function frequencies(grid: FrequencyGrid): Float64Array {
  return Float64Array.from({ length: grid.count }, (_, k) => frequencyAt(grid, k));
}

/**
 * The reference's grid for `count` points over `span` days (operations.md §8.9): five frequencies a peak width, up to five times the
 * average Nyquist frequency n/2T; about 12.5·n frequencies.
 */
export function averageNyquistGrid(count: number, span: number): FrequencyGrid {
  const step = 1 / span / 5;
  const first = 0.5 * step;
  const average = (0.5 * count) / span;
  return { first, step, count: 1 + roundHalfEven((5 * average - first) / step) };
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor + (floor % 2);
  return rest < 0.5 ? floor : floor + 1;
}
