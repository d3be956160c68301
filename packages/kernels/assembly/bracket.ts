import { sumLanes } from "./bits";
import { packedSize, packing } from "./select-rank";

/** What the last `gatherBracket` met: values below the bracket, and whether any was NaN. */
export let bracketBelow: i32 = 0;
export let bracketHasNaN: bool = false;

/** Stores the marked lanes at the front; answers the address behind them. */
// @ts-ignore: decorator
@inline
function pack(values: v128, marked: v128, target: usize): usize {
  const mask = <usize>i32x4.bitmask(marked);
  v128.store(target, v128.swizzle(values, v128.load(packing + (mask << 4))));
  return target + <usize>load<u8>(packedSize + mask);
}

/**
 * Copies the values in [low, high] of `count` floats to `target` and answers how many there are; sets `bracketBelow` and `bracketHasNaN`.
 * `target` needs room for all values and 16 bytes.
 */
export function gatherBracket(row: usize, count: i32, low: f32, high: f32, target: usize): i32 {
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  let below = i32x4.splat(0);
  let missing = i32x4.splat(0);
  let packed = target;
  const whole = row + ((<usize>(count & ~15)) << 2);
  for (; row < whole; row += 64) {
    const values0 = v128.load(row);
    const values1 = v128.load(row, 16);
    const values2 = v128.load(row, 32);
    const values3 = v128.load(row, 48);
    const missing01 = v128.or(f32x4.ne(values0, values0), f32x4.ne(values1, values1));
    const missing23 = v128.or(f32x4.ne(values2, values2), f32x4.ne(values3, values3));
    missing = v128.or(missing, v128.or(missing01, missing23));
    const below0 = f32x4.lt(values0, lows);
    const below1 = f32x4.lt(values1, lows);
    const below2 = f32x4.lt(values2, lows);
    const below3 = f32x4.lt(values3, lows);
    below = i32x4.sub(below, i32x4.add(i32x4.add(below0, below1), i32x4.add(below2, below3)));
    const inside0 = v128.andnot(f32x4.le(values0, highs), below0);
    const inside1 = v128.andnot(f32x4.le(values1, highs), below1);
    const inside2 = v128.andnot(f32x4.le(values2, highs), below2);
    const inside3 = v128.andnot(f32x4.le(values3, highs), below3);
    if (v128.any_true(v128.or(v128.or(inside0, inside1), v128.or(inside2, inside3)))) {
      packed = pack(values0, inside0, packed);
      packed = pack(values1, inside1, packed);
      packed = pack(values2, inside2, packed);
      packed = pack(values3, inside3, packed);
    }
  }
  bracketBelow = sumLanes(below);
  bracketHasNaN = v128.any_true(missing);
  for (let i = 0; i < (count & 15); i++) {
    const value = load<f32>(row + (i << 2));
    if (isNaN(value)) bracketHasNaN = true;
    else if (value < low) bracketBelow++;
    else if (value <= high) {
      store<f32>(packed, value);
      packed += 4;
    }
  }
  return <i32>((packed - target) >>> 2);
}
