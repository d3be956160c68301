import { leastNoise } from "./noise";
import { bisectFloat64, lowerMedianFloat64, reachOf } from "./select-rank-float64";

/** Medians of the differences of the last row. */
let median2: f64 = 0;
let median3: f64 = 0;
let median5: f64 = 0;

/** Minimum and maximum of the last row. */
export let rowMinimumFloat64: f64 = 0;
export let rowMaximumFloat64: f64 = 0;

// Medians of the rows before, as in noise.ts: they change speed, never results.
let guess2: f64 = 0;
let guess3: f64 = 0;
let guess5: f64 = 0;

function findRange(row: usize, count: i32): void {
  let least: f64 = Infinity;
  let greatest: f64 = -Infinity;
  let i = 0;
  if (count >= 2) {
    let low = f64x2.splat(Infinity);
    let high = f64x2.splat(-Infinity);
    for (; i + 2 <= count; i += 2) {
      const values = v128.load(row + (i << 3));
      low = f64x2.pmin(low, values);
      high = f64x2.pmax(high, values);
    }
    least = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
    greatest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  }
  for (; i < count; i++) {
    least = min(least, load<f64>(row + (i << 3)));
    greatest = max(greatest, load<f64>(row + (i << 3)));
  }
  rowMinimumFloat64 = least;
  rowMaximumFloat64 = greatest;
}

// The differences of the three orders at the address p.
//# macro differences
//#  const v3 = load<f64>(p, 16);
//#  const v5 = load<f64>(p, 32);
//#  const v7 = load<f64>(p, 48);
//#  const d2 = abs(v5 - v7);
//#  const d3 = abs(2 * v5 - v3 - v7);
//#  const d5 = abs(6 * v5 - 4 * v3 - 4 * v7 + load<f64>(p) + load<f64>(p, 64));
//# end

// Counts the difference of order $ when it is below its bracket and keeps it when inside.
//# macro tally
//#  {
//#    const isBelow = <i32>(d$ < low$);
//#    below$ += isBelow;
//#    store<f64>(packed$, d$);
//#    packed$ += <usize>(<i32>(d$ <= high$) & (isBelow ^ 1)) << 3;
//#  }
//# end

// The median of order $ from its tally, unless it is outside the bracket.
//# macro settle
//#  {
//#    const inside = <i32>((packed$ - buffer$) >>> 3);
//#    if (below$ > rank || rank >= below$ + inside) return false;
//#    median$ = bisectFloat64(buffer$, inside, rank - below$, low$, high$);
//#  }
//# end

/** See `mediansNearGuesses` of noise.ts. */
function mediansNearGuesses(row: usize, count: i32, buffer2: usize, buffer3: usize, buffer5: usize): bool {
  if (!(guess2 > 0 && guess3 > 0 && guess5 > 0)) return false;
  const reach = <f64>reachOf(count);
  const low2 = guess2 * (1 - reach);
  const high2 = guess2 * (1 + reach);
  const low3 = guess3 * (1 - reach);
  const high3 = guess3 * (1 + reach);
  const low5 = guess5 * (1 - reach);
  const high5 = guess5 * (1 + reach);
  let below2 = 0;
  let below3 = 0;
  let below5 = 0;
  let packed2 = buffer2;
  let packed3 = buffer3;
  let packed5 = buffer5;
  let flat = 0;
  let omitted = 0;
  for (let p = row, end = row + ((<usize>count) << 3); p < end; p += 8) {
    differences();
    if (v5 == v7 && load<f64>(p, 40) == v5) {
      flat++;
      if (v3 == v5 && load<f64>(p, 24) == v5) {
        omitted++;
        continue;
      }
    }
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

/** The medians of the three orders wherever they are. False when nothing is left because the row is flat. */
function mediansAnywhere(row: usize, count: i32, buffer2: usize, buffer3: usize, buffer5: usize, packed: usize): bool {
  let kept: usize = 0;
  let flat = 0;
  for (let p = row, end = row + ((<usize>count) << 3); p < end; p += 8) {
    differences();
    const isFlat = v5 == v7 && load<f64>(p, 40) == v5;
    if (isFlat) flat++;
    if (isFlat && v3 == v5 && load<f64>(p, 24) == v5) continue;
    store<f64>(buffer2 + kept, d2);
    store<f64>(buffer3 + kept, d3);
    store<f64>(buffer5 + kept, d5);
    kept += 8;
  }
  const left = <i32>(kept >>> 3);
  if (left == 0) return false;
  const counted = left == 1 ? count - flat == 1 : count - flat > 1;
  median2 = counted ? lowerMedianFloat64(buffer2, left, guess2, packed) : 0;
  median3 = lowerMedianFloat64(buffer3, left, guess3, packed);
  median5 = lowerMedianFloat64(buffer5, left, guess5, packed);
  return true;
}

/**
 * Noise of one row of float64 without NaN as cfitsio estimates it (see `tileNoise` of the fits package, its twin); also sets the range.
 * `scratch`: four buffers of `count` values and 16 bytes each. For values whose sixfold is finite.
 */
export function rowNoiseFloat64(row: usize, count: i32, scratch: usize): f64 {
  findRange(row, count);
  if (count < 9) return 0;
  const bufferSize = ((<usize>count) << 3) + 16;
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
  return leastNoise(1.0483579 * median2, 0.6052697 * median3, 0.1772048 * median5);
}

// @ts-ignore: decorator
@inline
function nextGuess(guess: f64, median: f64): f64 {
  const step = median - guess;
  return abs(step) < 0.2 * guess ? guess + step * 0.1 : median;
}
