import { lowerMedian } from "./select-rank";

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

/** Fills the three buffers for a row without constant stretches; true when it met one after all. */
function fillDifferences(row: usize, differences: i32, buffer2: usize, buffer3: usize, buffer5: usize): bool {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const six = f32x4.splat(6);
  let constant = i32x4.splat(0);
  let i = 0;
  for (; i + 4 <= differences; i += 4) {
    const p = row + (i << 2);
    const at = <usize>(i << 2);
    const v3 = v128.load(p, 8);
    const v5 = v128.load(p, 16);
    const v7 = v128.load(p, 24);
    constant = v128.or(constant, v128.and(f32x4.eq(v5, v128.load(p, 20)), f32x4.eq(v5, v7)));
    v128.store(buffer2 + at, f32x4.abs(f32x4.sub(v5, v7)));
    v128.store(buffer3 + at, f32x4.abs(f32x4.sub(f32x4.sub(f32x4.mul(two, v5), v3), v7)));
    const inner = f32x4.sub(f32x4.sub(f32x4.mul(six, v5), f32x4.mul(four, v3)), f32x4.mul(four, v7));
    v128.store(buffer5 + at, f32x4.abs(f32x4.add(f32x4.add(inner, v128.load(p)), v128.load(p, 32))));
  }
  for (; i < differences; i++) {
    const p = row + (i << 2);
    const at = <usize>(i << 2);
    if (load<f32>(p, 16) == load<f32>(p, 20) && load<f32>(p, 16) == load<f32>(p, 24)) return true;
    store<f32>(buffer2 + at, abs<f32>(load<f32>(p, 16) - load<f32>(p, 24)));
    store<f32>(buffer3 + at, third(p));
    store<f32>(buffer5 + at, fifth(p));
  }
  return v128.any_true(constant);
}

// @ts-ignore: decorator
@inline
function leastNoise(second: f64, third: f64, fifth: f64): f64 {
  let sigma = third;
  if (second != 0 && second < sigma) sigma = second;
  if (fifth != 0 && fifth < sigma) sigma = fifth;
  return sigma;
}

/**
 * Noise of one row without NaN as cfitsio estimates it (see `tileNoise` of the fits package, its twin); also sets the range.
 * `scratch`: four buffers of `count` floats and 32 bytes each.
 */
export function rowNoise(row: usize, count: i32, scratch: usize): f64 {
  findRange(row, count);
  if (count < 9) return 0;
  const bufferSize = ((<usize>count) << 2) + 32;
  const buffer2 = scratch;
  const buffer3 = buffer2 + bufferSize;
  const buffer5 = buffer3 + bufferSize;
  const packed = buffer5 + bufferSize;
  const differences = count - 8;
  let thirds = differences;
  let seconds = differences;
  if (fillDifferences(row, differences, buffer2, buffer3, buffer5)) {
    memory.fill(buffer2, 0, bufferSize);
    thirds = 0;
    seconds = 0;
    for (let i = 0; i < differences; i++) {
      const p = row + (i << 2);
      const v5 = load<f32>(p, 16);
      const v7 = load<f32>(p, 24);
      const flat = v5 == load<f32>(p, 20) && v5 == v7;
      if (!flat) store<f32>(buffer2 + (seconds++ << 2), abs<f32>(v5 - v7));
      if (flat && load<f32>(p, 8) == load<f32>(p, 12) && load<f32>(p, 12) == v5) continue;
      store<f32>(buffer3 + (thirds << 2), third(p));
      store<f32>(buffer5 + (thirds++ << 2), fifth(p));
    }
    if (thirds == 0) return 0;
  }
  const counted = thirds == 1 ? seconds == 1 : seconds > 1;
  const median2: f32 = counted ? lowerMedian(buffer2, thirds, guess2, packed) : 0;
  const median3 = lowerMedian(buffer3, thirds, guess3, packed);
  const median5 = lowerMedian(buffer5, thirds, guess5, packed);
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
