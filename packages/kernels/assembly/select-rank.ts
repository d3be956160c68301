import { sumLanes } from "./bits";

/** For each 4-bit mask, the swizzle that moves the marked lanes to the front; then for each mask their size in bytes. */
const packing = memory.data(16 * 16 + 16, 16);
const packedSize = packing + 256;
for (let mask = 0; mask < 16; mask++) {
  let packed = 0;
  for (let lane = 0; lane < 4; lane++) {
    if (!(mask & (1 << lane))) continue;
    for (let byte = 0; byte < 4; byte++) store<u8>(packing + (mask << 4) + packed * 4 + byte, lane * 4 + byte);
    packed++;
  }
  store<u8>(packedSize + mask, packed * 4);
}

/** Pads `count` floats to whole vectors with values that never count. Writes up to 12 bytes beyond them. */
function padWithInfinity(values: usize, count: i32): void {
  for (let i = count; i & 3; i++) store<f32>(values + (i << 2), Infinity);
}

/** The value of rank `rank` among non-negative floats that all lie in [low, high]: bisection of its bits. */
function bisect(values: usize, count: i32, rank: i32, low: u32, high: u32): f32 {
  padWithInfinity(values, count);
  const end = values + ((<usize>count) << 2);
  while (low < high) {
    const middle = low + ((high - low) >>> 1);
    const limit = f32x4.splat(reinterpret<f32>(middle));
    let counts = i32x4.splat(0);
    for (let p = values; p < end; p += 16) counts = i32x4.sub(counts, f32x4.le(v128.load(p), limit));
    if (sumLanes(counts) > rank) high = middle;
    else low = middle + 1;
  }
  return reinterpret<f32>(low);
}

/**
 * The lower median of `count` non-negative floats. A good `guess` (0 for none) makes it fast: only the values near it are looked at again.
 * `values` needs 12 spare bytes after it, `scratch` room for all values and 28 bytes.
 */
export function lowerMedian(values: usize, count: i32, guess: f32, scratch: usize): f32 {
  const rank = (count - 1) >> 1;
  padWithInfinity(values, count);
  const end = values + ((<usize>count) << 2);
  let reach: f32 = 0.06;
  for (let attempt = 0; attempt < 2 && guess > 0; attempt++, reach *= 3) {
    const low = guess * (1 - reach);
    const high = guess * (1 + reach);
    const lows = f32x4.splat(low);
    const highs = f32x4.splat(high);
    let below = i32x4.splat(0);
    let packed = scratch;
    for (let p = values; p < end; p += 16) {
      const lanes = v128.load(p);
      const isBelow = f32x4.lt(lanes, lows);
      below = i32x4.sub(below, isBelow);
      const mask = <usize>i32x4.bitmask(v128.andnot(f32x4.le(lanes, highs), isBelow));
      v128.store(packed, v128.swizzle(lanes, v128.load(packing + (mask << 4))));
      packed += <usize>load<u8>(packedSize + mask);
    }
    const skipped = sumLanes(below);
    const inside = <i32>((packed - scratch) >>> 2);
    if (skipped <= rank && rank < skipped + inside) {
      return bisect(scratch, inside, rank - skipped, reinterpret<u32>(low), reinterpret<u32>(high));
    }
  }
  return bisect(values, count, rank, 0, 0x7f800000);
}
