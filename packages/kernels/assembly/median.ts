/** Pixels a step: one cache line of every plane. */
const group = 16;

// @ts-ignore: decorator
@inline
function gatherGroup(source: usize, stride: usize, count: i32, scratch: usize, lane: usize): v128 {
  let missing = i32x4.splat(0);
  for (let k = 0; k < count; k++, source += stride, scratch += 64) {
    const values = v128.load(source + lane);
    v128.store(scratch + lane, values);
    missing = v128.or(missing, f32x4.ne(values, values));
  }
  return missing;
}

// @ts-ignore: decorator
@inline
function compareExchange(a: usize, b: usize, lane: usize): void {
  const x = v128.load(a + lane);
  const y = v128.load(b + lane);
  v128.store(a + lane, f32x4.pmin(x, y));
  v128.store(b + lane, f32x4.pmax(x, y));
}

/**
 * Median of `count` planes (first at `source`, `stride` bytes apart) at `pixels` pixels, a multiple of 16, by the sorting network at
 * `network`: `comparators` pairs of u32 byte offsets into `scratch` (64 bytes a plane). Any NaN gives NaN.
 */
export function medianByNetwork(
  source: usize,
  stride: usize,
  count: i32,
  pixels: i32,
  network: usize,
  comparators: i32,
  scratch: usize,
  target: usize,
): void {
  const networkEnd = network + ((<usize>comparators) << 3);
  const lower = scratch + ((<usize>((count - 1) >> 1)) << 6);
  const upper = scratch + ((<usize>(count >> 1)) << 6);
  const half = f32x4.splat(0.5);
  for (let i = 0; i < pixels; i += group, source += 64, target += 64) {
    const missing0 = gatherGroup(source, stride, count, scratch, 0);
    const missing1 = gatherGroup(source, stride, count, scratch, 16);
    const missing2 = gatherGroup(source, stride, count, scratch, 32);
    const missing3 = gatherGroup(source, stride, count, scratch, 48);
    for (let pair = network; pair < networkEnd; pair += 8) {
      const a = scratch + load<u32>(pair);
      const b = scratch + load<u32>(pair, 4);
      compareExchange(a, b, 0);
      compareExchange(a, b, 16);
      compareExchange(a, b, 32);
      compareExchange(a, b, 48);
    }
    for (let lane: usize = 0; lane < 64; lane += 16) {
      const middle =
        lower == upper
          ? v128.load(lower + lane)
          : f32x4.mul(f32x4.add(v128.load(lower + lane), v128.load(upper + lane)), half);
      const missing = lane == 0 ? missing0 : lane == 16 ? missing1 : lane == 32 ? missing2 : missing3;
      v128.store(target + lane, v128.or(middle, missing));
    }
  }
}

/** Floats to integers of the same order, and back. */
// @ts-ignore: decorator
@inline
function orderKey(lanes: v128): v128 {
  return v128.xor(lanes, v128.and(i32x4.shr_s(lanes, 31), i32x4.splat(0x7fffffff)));
}

/**
 * The same for any number of planes: bisection of the bits of the value, at most 32 counts over the planes and never data-dependent
 * beyond that. `scratch` holds 64 bytes a plane.
 */
export function medianByBisection(source: usize, stride: usize, count: i32, pixels: i32, scratch: usize, target: usize): void {
  const rank = i32x4.splat((count - 1) >> 1);
  const scratchEnd = scratch + ((<usize>count) << 6);
  const half = f32x4.splat(0.5);
  for (let i = 0; i < pixels; i += group, source += 64) {
    for (let lane: usize = 0; lane < 64; lane += 16, target += 16) {
      const missing = gatherGroup(source, stride, count, scratch, lane);
      let least = v128.load(scratch + lane);
      let greatest = least;
      for (let p = scratch + lane; p < scratchEnd; p += 64) {
        least = f32x4.pmin(least, v128.load(p));
        greatest = f32x4.pmax(greatest, v128.load(p));
      }
      let low = orderKey(least);
      let high = orderKey(greatest);
      while (v128.any_true(i32x4.lt_s(low, high))) {
        const middle = i32x4.add(v128.and(low, high), i32x4.shr_s(v128.xor(low, high), 1));
        const enough = i32x4.gt_s(countUpTo(scratch + lane, scratchEnd, orderKey(middle)), rank);
        low = v128.bitselect(low, i32x4.add(middle, i32x4.splat(1)), enough);
        high = v128.bitselect(middle, high, enough);
      }
      let value = orderKey(low);
      if (!(count & 1)) {
        const isUpper = i32x4.gt_s(countUpTo(scratch + lane, scratchEnd, value), i32x4.add(rank, i32x4.splat(1)));
        let above = greatest;
        for (let p = scratch + lane; p < scratchEnd; p += 64) {
          const candidate = v128.load(p);
          above = v128.bitselect(f32x4.pmin(above, candidate), above, f32x4.gt(candidate, value));
        }
        value = f32x4.mul(f32x4.add(value, v128.bitselect(value, above, isUpper)), half);
      }
      v128.store(target, v128.or(value, missing));
    }
  }
}

// @ts-ignore: decorator
@inline
function countUpTo(first: usize, end: usize, limit: v128): v128 {
  let counts = i32x4.splat(0);
  for (let p = first; p < end; p += 64) counts = i32x4.sub(counts, f32x4.le(v128.load(p), limit));
  return counts;
}
