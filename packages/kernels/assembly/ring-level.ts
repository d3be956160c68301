/** First column, or -1 when it is even before, whose centre is within √limit of (x, ·) in a row `up` (squared) away; the edge counts or not. */
function firstColumn(x: f64, up: f64, limit: f64, edge: bool): i32 {
  let column = floor(x - 0.5 - sqrt(max<f64>(0, limit - up)));
  while (column < x && outside(column - x + 0.5, up, limit, edge)) column += 1;
  return <i32>min<f64>(max<f64>(column, -1), 1e9);
}

/** One after the last such column; not above the first where there is none. */
function endColumn(x: f64, up: f64, limit: f64, edge: bool): i32 {
  let column = ceil(x - 0.5 + sqrt(max<f64>(0, limit - up)));
  while (column > x - 1 && outside(column - x + 0.5, up, limit, edge)) column -= 1;
  return <i32>min<f64>(max<f64>(column + 1, -1), 1e9);
}

// @ts-ignore: decorator
@inline
function outside(across: f64, up: f64, limit: f64, edge: bool): bool {
  const square = across * across + up;
  return edge ? square > limit : square >= limit;
}

/** Copies the finite ones of `count` pixels; answers where the next would go. */
function copyFinite(source: usize, count: i32, target: usize): usize {
  const infinity = f32x4.splat(Infinity);
  for (; count >= 4; count -= 4, source += 16) {
    const values = v128.load(source);
    if (i32x4.all_true(f32x4.lt(f32x4.abs(values), infinity))) {
      v128.store(target, values);
      target += 16;
      continue;
    }
    for (let k: usize = 0; k < 16; k += 4) target = copyOne(source + k, target);
  }
  for (; count > 0; count--, source += 4) target = copyOne(source, target);
  return target;
}

// @ts-ignore: decorator
@inline
function copyOne(source: usize, target: usize): usize {
  const value = load<f32>(source);
  store<f32>(target, value);
  return isFinite(value) ? target + 4 : target;
}

let count: f64 = 0;
let sum: f64 = 0;
let squares: f64 = 0;

/** Number, sum and sum of squares of the values within [low, high]; four NaN follow the last. */
function moments(values: usize, end: usize, low: f64, high: f64): void {
  const lowest = f64x2.splat(low);
  const highest = f64x2.splat(high);
  let counts = i64x2.splat(0);
  let sums = f64x2.splat(0);
  let squareSums = f64x2.splat(0);
  let otherSums = f64x2.splat(0);
  let otherSquareSums = f64x2.splat(0);
  for (; values < end; values += 16) {
    const four = v128.load(values);
    const two = f64x2.promote_low_f32x4(four);
    const other = f64x2.promote_low_f32x4(i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
    const inside = v128.and(f64x2.ge(two, lowest), f64x2.le(two, highest));
    const otherInside = v128.and(f64x2.ge(other, lowest), f64x2.le(other, highest));
    const kept = v128.and(two, inside);
    const otherKept = v128.and(other, otherInside);
    counts = i64x2.sub(i64x2.sub(counts, inside), otherInside);
    sums = f64x2.add(sums, kept);
    otherSums = f64x2.add(otherSums, otherKept);
    squareSums = f64x2.add(squareSums, f64x2.mul(kept, kept));
    otherSquareSums = f64x2.add(otherSquareSums, f64x2.mul(otherKept, otherKept));
  }
  sums = f64x2.add(sums, otherSums);
  squareSums = f64x2.add(squareSums, otherSquareSums);
  count = <f64>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1));
  sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  squares = f64x2.extract_lane(squareSums, 0) + f64x2.extract_lane(squareSums, 1);
}

export let ringPixels: f64 = 0;

/**
 * The clipped mean of a ring (operations.md §8.4): of the finite pixels with inner² ≤ distance² ≤ outer² from (x, y), pixel centres at
 * .5, those within 2σ of the mean, at most nine rounds, until it changes by less than 0.1. `image`: rows × width float32; (x, y) counts
 * from its first pixel. `scratch`: room for four floats more than the ring's bounding box within the image. `ringPixels`: how many
 * made the mean; 0 of 0 without any.
 */
export function ringLevel(image: usize, width: i32, rows: i32, x: f64, y: f64, inner: f64, outer: f64, scratch: usize): f64 {
  const limit = outer * outer;
  const hollow = inner * inner;
  let end = scratch;
  const bottom = <i32>max<f64>(0, floor(y - outer));
  const top = <i32>min<f64>(rows, floor(y + outer) + 1);
  for (let j = bottom; j < top; j++) {
    const up = (<f64>j - y + 0.5) * (<f64>j - y + 0.5);
    const from = max<i32>(0, firstColumn(x, up, limit, true));
    const to = min<i32>(width, endColumn(x, up, limit, true));
    const left = min<i32>(to, firstColumn(x, up, hollow, false));
    const right = max<i32>(max<i32>(from, left), endColumn(x, up, hollow, false));
    const row = image + ((<usize>j * <usize>width) << 2);
    if (left > from) end = copyFinite(row + ((<usize>from) << 2), left - from, end);
    if (to > right) end = copyFinite(row + ((<usize>right) << 2), to - right, end);
  }
  v128.store(end, f32x4.splat(NaN));
  let low = -Infinity;
  let high = Infinity;
  let mean: f64 = 0;
  for (let round = 0; round < 9; round++) {
    moments(scratch, end, low, high);
    if (count == 0) break;
    const previous = mean;
    mean = sum / count;
    const reach = 2 * sqrt(max<f64>(0, squares / count - mean * mean));
    low = mean - reach;
    high = mean + reach;
    if (abs(previous - mean) < 0.1) break;
  }
  moments(scratch, end, low, high);
  ringPixels = count;
  return count > 0 ? sum / count : 0;
}
