import { reachOf } from "./select-rank";

export { reachOf };

/** Values below `low` in the last call of `keepBetween`. */
let skipped: i32 = 0;

/** Copies the values in [low, high] to `target`, which may be `values`, and answers their number. */
function keepBetween(values: usize, count: i32, low: f64, high: f64, target: usize): i32 {
  const end = values + ((<usize>count) << 3);
  let below = 0;
  let packed = target;
  for (let p = values; p < end; p += 8) {
    const value = load<f64>(p);
    const isBelow = <i32>(value < low);
    below += isBelow;
    store<f64>(packed, value);
    packed += <usize>(<i32>(value <= high) & (isBelow ^ 1)) << 3;
  }
  skipped = below;
  return <i32>((packed - target) >>> 3);
}

/**
 * The value of rank `rank` among `count` non-negative float64 that all lie in [low, high]: bisection of its bits, leaving out now and
 * then what has fallen outside. Overwrites the values; they need 8 spare bytes after them.
 */
export function bisectFloat64(values: usize, count: i32, rank: i32, low: f64, high: f64): f64 {
  let least = reinterpret<u64>(low);
  let greatest = reinterpret<u64>(high);
  for (let step = 1; least < greatest; step++) {
    const middle = least + ((greatest - least) >>> 1);
    const limit = f64x2.splat(reinterpret<f64>(middle));
    store<f64>(values + ((<usize>count) << 3), Infinity);
    const end = values + ((<usize>count) << 3);
    let counts = i64x2.splat(0);
    for (let p = values; p < end; p += 16) counts = i64x2.sub(counts, f64x2.le(v128.load(p), limit));
    if (<i32>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1)) > rank) greatest = middle;
    else least = middle + 1;
    if (step & 3 || count <= 8) continue;
    count = keepBetween(values, count, reinterpret<f64>(least), reinterpret<f64>(greatest), values);
    rank -= skipped;
  }
  return reinterpret<f64>(least);
}

/** See `lowerMedian` of select-rank.ts; the values and `scratch` need 8 spare bytes after room for all values. */
export function lowerMedianFloat64(values: usize, count: i32, guess: f64, scratch: usize): f64 {
  const rank = (count - 1) >> 1;
  let reach = <f64>reachOf(count);
  for (let attempt = 0; attempt < 2 && guess > 0; attempt++, reach *= 3) {
    const low = max<f64>(0, guess * (1 - reach));
    const high = guess * (1 + reach);
    const inside = keepBetween(values, count, low, high, scratch);
    if (skipped <= rank && rank < skipped + inside) return bisectFloat64(scratch, inside, rank - skipped, low, high);
  }
  return bisectFloat64(values, count, rank, 0, Infinity);
}
