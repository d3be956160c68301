import { sumLanes } from "./bits";
import { bisect, lowerMedian, packedSize, packing, reachOf } from "./select-rank";

/** Medians of the differences of the last row. */
let median2: f32 = 0;
let median3: f32 = 0;
let median5: f32 = 0;

/** Minimum and maximum of the last row. */
export let rowMinimum: f32 = 0;
export let rowMaximum: f32 = 0;

// Medians of the rows before: neighbouring rows have about the same noise, so they are good guesses. They change speed, never results.
let guess2: f32 = 0;
let guess3: f32 = 0;
let guess5: f32 = 0;

/** Minimum and maximum of `count` floats without NaN. */
export function findRange(row: usize, count: i32): void {
  let least = f32x4.splat(Infinity);
  let greatest = f32x4.splat(-Infinity);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const values = v128.load(row + (i << 2));
    least = f32x4.pmin(least, values);
    greatest = f32x4.pmax(greatest, values);
  }
  rowMinimum = min(min(f32x4.extract_lane(least, 0), f32x4.extract_lane(least, 1)), min(f32x4.extract_lane(least, 2), f32x4.extract_lane(least, 3)));
  rowMaximum = max(max(f32x4.extract_lane(greatest, 0), f32x4.extract_lane(greatest, 1)), max(f32x4.extract_lane(greatest, 2), f32x4.extract_lane(greatest, 3)));
  for (; i < count; i++) {
    const value = load<f32>(row + (i << 2));
    rowMinimum = min(rowMinimum, value);
    rowMaximum = max(rowMaximum, value);
  }
}

// @ts-ignore: decorator
@inline
function third(p: usize): f32 {
  return abs<f32>(2 * load<f32>(p, 16) - load<f32>(p, 8) - load<f32>(p, 24));
}

// @ts-ignore: decorator
@inline
function fifth(p: usize): f32 {
  return abs<f32>(6 * load<f32>(p, 16) - 4 * load<f32>(p, 8) - 4 * load<f32>(p, 24) + load<f32>(p) + load<f32>(p, 32));
}

// Four differences of each order at the address p; where five values are equal they are NaN, which counts nowhere.
//# macro differences
//#  const v3 = v128.load(p, 8);
//#  const v5 = v128.load(p, 16);
//#  const v7 = v128.load(p, 24);
//#  let d2 = f32x4.abs(f32x4.sub(v5, v7));
//#  let d3 = f32x4.abs(f32x4.sub(f32x4.sub(f32x4.mul(two, v5), v3), v7));
//#  const inner = f32x4.sub(f32x4.sub(f32x4.mul(six, v5), f32x4.mul(four, v3)), f32x4.mul(four, v7));
//#  let d5 = f32x4.abs(f32x4.add(f32x4.add(inner, v128.load(p)), v128.load(p, 32)));
//#  const constant = v128.and(f32x4.eq(v5, v128.load(p, 20)), f32x4.eq(v5, v7));
//#  if (v128.any_true(constant)) {
//#    const v4 = v128.load(p, 12);
//#    const level = v128.and(constant, v128.and(f32x4.eq(v3, v4), f32x4.eq(v4, v5)));
//#    flat += popcnt<i32>(i32x4.bitmask(constant) & lanes);
//#    omitted += popcnt<i32>(i32x4.bitmask(level) & lanes);
//#    d2 = v128.or(d2, level);
//#    d3 = v128.or(d3, level);
//#    d5 = v128.or(d5, level);
//#  }
//# end

// Counts the differences of order $ below its bracket and keeps those inside.
//# macro tally
//#  {
//#    const isBelow = f32x4.lt(d$, low$);
//#    below$ = i32x4.sub(below$, isBelow);
//#    const mask = <usize>i32x4.bitmask(v128.andnot(f32x4.le(d$, high$), isBelow));
//#    v128.store(packed$, v128.swizzle(d$, v128.load(packing + (mask << 4))));
//#    packed$ += <usize>load<u8>(packedSize + mask);
//#  }
//# end

// The median of order $ from its tally, unless it is outside the bracket.
//# macro settle
//#  {
//#    const skipped = sumLanes(below$);
//#    const inside = <i32>((packed$ - buffer$) >>> 2);
//#    if (skipped > rank || rank >= skipped + inside) return false;
//#    median$ = bisect(buffer$, inside, rank - skipped, guess$ * (1 - reach), guess$ * (1 + reach));
//#  }
//# end

/**
 * The medians of the three orders of differences, in one pass over the row that stores only what is near the guesses. False when a
 * median is not near its guess. Five equal values in a row do not count.
 */
function mediansNearGuesses(row: usize, count: i32, buffer2: usize, buffer3: usize, buffer5: usize): bool {
  if (!(guess2 > 0 && guess3 > 0 && guess5 > 0)) return false;
  const reach = reachOf(count);
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const six = f32x4.splat(6);
  const low2 = f32x4.splat(guess2 * (1 - reach));
  const high2 = f32x4.splat(guess2 * (1 + reach));
  const low3 = f32x4.splat(guess3 * (1 - reach));
  const high3 = f32x4.splat(guess3 * (1 + reach));
  const low5 = f32x4.splat(guess5 * (1 - reach));
  const high5 = f32x4.splat(guess5 * (1 + reach));
  let below2 = i32x4.splat(0);
  let below3 = i32x4.splat(0);
  let below5 = i32x4.splat(0);
  let packed2 = buffer2;
  let packed3 = buffer3;
  let packed5 = buffer5;
  let flat = 0;
  let omitted = 0;
  let lanes = 15;
  let p = row;
  for (const end = row + ((<usize>(count & ~3)) << 2); p < end; p += 16) {
    differences();
    tally(2);
    tally(3);
    tally(5);
  }
  if (count & 3) {
    // The last few: what lies beyond them becomes NaN too.
    const beyond = i32x4.ge_s(i32x4(0, 1, 2, 3), i32x4.splat(count & 3));
    lanes = (1 << (count & 3)) - 1;
    differences();
    d2 = v128.or(d2, beyond);
    d3 = v128.or(d3, beyond);
    d5 = v128.or(d5, beyond);
    tally(2);
    tally(3);
    tally(5);
  }
  if (count - flat < 2) return false;
  const rank = (count - omitted - 1) >> 1;
  settle(2);
  settle(3);
  settle(5);
  return true;
}

// @ts-ignore: decorator
@inline
export function leastNoise(second: f64, third: f64, fifth: f64): f64 {
  let sigma = third;
  if (second != 0 && second < sigma) sigma = second;
  if (fifth != 0 && fifth < sigma) sigma = fifth;
  return sigma;
}

/** The medians of the three orders wherever they are. False when nothing is left because the row is flat. */
function mediansAnywhere(row: usize, count: i32, buffer2: usize, buffer3: usize, buffer5: usize, packed: usize): bool {
  let kept = 0;
  let flat = 0;
  for (let i = 0; i < count; i++, row += 4) {
    const v5 = load<f32>(row, 16);
    const isFlat = v5 == load<f32>(row, 20) && v5 == load<f32>(row, 24);
    if (isFlat) flat++;
    if (isFlat && load<f32>(row, 8) == load<f32>(row, 12) && load<f32>(row, 12) == v5) continue;
    store<f32>(buffer2 + (kept << 2), abs<f32>(v5 - load<f32>(row, 24)));
    store<f32>(buffer3 + (kept << 2), third(row));
    store<f32>(buffer5 + (kept++ << 2), fifth(row));
  }
  if (kept == 0) return false;
  const counted = kept == 1 ? count - flat == 1 : count - flat > 1;
  median2 = counted ? lowerMedian(buffer2, kept, guess2, packed) : 0;
  median3 = lowerMedian(buffer3, kept, guess3, packed);
  median5 = lowerMedian(buffer5, kept, guess5, packed);
  return true;
}

/**
 * Noise of one row without NaN as cfitsio estimates it (see `tileNoise` of the fits package, its twin); also sets the range.
 * `scratch`: four buffers of `count` floats and 32 bytes each. The row may be read up to 12 bytes beyond its end.
 */
export function rowNoise(row: usize, count: i32, scratch: usize): f64 {
  findRange(row, count);
  if (count < 9) return 0;
  const bufferSize = ((<usize>count) << 2) + 32;
  const buffer2 = scratch;
  const buffer3 = buffer2 + bufferSize;
  const buffer5 = buffer3 + bufferSize;
  if (!mediansNearGuesses(row, count - 8, buffer2, buffer3, buffer5)) {
    const packed = buffer5 + bufferSize;
    if (!mediansAnywhere(row, count - 8, buffer2, buffer3, buffer5, packed)) return 0;
  }
  guess2 = nextGuess(guess2, median2);
  guess3 = nextGuess(guess3, median3);
  guess5 = nextGuess(guess5, median5);
  return leastNoise(1.0483579 * <f64>median2, 0.6052697 * <f64>median3, 0.1772048 * <f64>median5);
}

/** A slow average of neighbouring rows; a leap starts anew. */
// @ts-ignore: decorator
@inline
function nextGuess(guess: f32, median: f32): f32 {
  const step = median - guess;
  return abs(step) < 0.2 * guess ? guess + step * 0.1 : median;
}
