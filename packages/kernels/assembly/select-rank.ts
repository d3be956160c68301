import { sumLanes } from "./bits";

/** For each 4-bit mask, the swizzle that moves the marked lanes to the front; then for each mask their size in bytes. */
export const packing = memory.data(16 * 16 + 16, 16);
export const packedSize = packing + 256;
for (let mask = 0; mask < 16; mask++) {
  let packed = 0;
  for (let lane = 0; lane < 4; lane++) {
    if (!(mask & (1 << lane))) continue;
    for (let byte = 0; byte < 4; byte++) store<u8>(packing + (mask << 4) + packed * 4 + byte, lane * 4 + byte);
    packed++;
  }
  store<u8>(packedSize + mask, packed * 4);
}

/** Values below `low` in the last call of `keepBetween`. */
let skipped: i32 = 0;

/** Pads `count` floats to whole vectors with values that never count. Writes up to 12 bytes beyond them. */
function padWithInfinity(values: usize, count: i32): void {
  for (let i = count; i & 3; i++) store<f32>(values + (i << 2), Infinity);
}

/** Copies the values in [low, high] to `target`, which may be `values`, and answers their number. */
function keepBetween(values: usize, count: i32, low: f32, high: f32, target: usize): i32 {
  padWithInfinity(values, count);
  const end = values + ((<usize>count) << 2);
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  let below = i32x4.splat(0);
  let packed = target;
  for (let p = values; p < end; p += 16) {
    const lanes = v128.load(p);
    const isBelow = f32x4.lt(lanes, lows);
    below = i32x4.sub(below, isBelow);
    const mask = <usize>i32x4.bitmask(v128.andnot(f32x4.le(lanes, highs), isBelow));
    v128.store(packed, v128.swizzle(lanes, v128.load(packing + (mask << 4))));
    packed += <usize>load<u8>(packedSize + mask);
  }
  skipped = sumLanes(below);
  return <i32>((packed - target) >>> 2);
}

/**
 * The value of rank `rank` among `count` non-negative floats that all lie in [low, high]: bisection of its bits, leaving out now and
 * then what has fallen outside. Overwrites the values; they need 12 spare bytes after them.
 */
export function bisect(values: usize, count: i32, rank: i32, low: f32, high: f32): f32 {
  padWithInfinity(values, count);
  let least = reinterpret<u32>(low);
  let greatest = reinterpret<u32>(high);
  for (let step = 1; least < greatest; step++) {
    const middle = least + ((greatest - least) >>> 1);
    const limit = f32x4.splat(reinterpret<f32>(middle));
    const end = values + ((<usize>count) << 2);
    let counts = i32x4.splat(0);
    for (let p = values; p < end; p += 16) counts = i32x4.sub(counts, f32x4.le(v128.load(p), limit));
    if (sumLanes(counts) > rank) greatest = middle;
    else least = middle + 1;
    if (step & 3 || count <= 16) continue;
    count = keepBetween(values, count, reinterpret<f32>(least), reinterpret<f32>(greatest), values);
    rank -= skipped;
    padWithInfinity(values, count);
  }
  return reinterpret<f32>(least);
}

/** How far, as a part of it, the median of `count` values is expected from a good guess. */
export function reachOf(count: i32): f32 {
  return min<f32>(4 / sqrt(<f32>count), 0.25);
}

/**
 * The lower median of `count` non-negative floats. A good `guess` (0 for none) makes it fast: only the values near it are looked at again.
 * Overwrites the values, which need 12 spare bytes after them; `scratch` needs room for all values and 28 bytes.
 */
export function lowerMedian(values: usize, count: i32, guess: f32, scratch: usize): f32 {
  const rank = (count - 1) >> 1;
  let reach = reachOf(count);
  for (let attempt = 0; attempt < 2 && guess > 0; attempt++, reach *= 3) {
    const low = guess * (1 - reach);
    const high = guess * (1 + reach);
    const inside = keepBetween(values, count, low, high, scratch);
    if (skipped <= rank && rank < skipped + inside) return bisect(scratch, inside, rank - skipped, low, high);
  }
  return bisect(values, count, rank, 0, Infinity);
}
