import { selectRank } from "@datalab/fits";

type Values = Float32Array | Float64Array;

/** Standard deviations of the sample's rank that the bracket reaches to both sides. */
const reach = 6;

/** Where the median of the whole lies, going by a sample of it, which is reordered. */
export function bracketOf(sample: Values): { low: number; high: number } {
  const values = sample.some(Number.isNaN) ? sample.filter((value) => !Number.isNaN(value)) : sample;
  if (values.length === 0) return { low: 0, high: 0 };
  const middle = values.length / 2;
  const margin = 1 + (reach * Math.sqrt(values.length)) / 2;
  const high = selectRank(values, Math.min(values.length - 1, Math.ceil(middle + margin)));
  return { low: selectRank(values, Math.max(0, Math.floor(middle - margin))), high };
}

/** How many values lie below `low`, those in [low, high], and how many are NaN. The plain twin of `gatherBracket`. */
export function bracketValues<T extends Values>(
  values: T,
  low: number,
  high: number,
): { below: number; inside: T; missing: number } {
  let below = 0;
  let missing = 0;
  const inside = values.filter((value) => {
    if (value < low) below++;
    if (Number.isNaN(value)) missing++;
    return value >= low && value <= high;
  }) as T;
  return { below, inside, missing };
}

/** The values of ranks `lower` and `upper`, which are equal or neighbours; reorders the values. */
export function valuesOfRanks(values: Values, lower: number, upper: number): [number, number] {
  const high = selectRank(values, upper);
  if (lower === upper) return [high, high];
  // Selection leaves nothing greater below the selected rank.
  let low = values[0];
  for (let k = 1; k < upper; k++) if (values[k] > low) low = values[k];
  return [low, high];
}
