/** Pixels a step: one cache line of every plane. */
const group = 16;

/**
 * Copies four pixels of every plane to `scratch` with −∞ and +∞ taking turns in the place of NaN, so that the middle stays where it is;
 * an odd number of planes gets one more that is missing. Answers how many were put in.
 */
// @ts-ignore: decorator
@inline
function gatherPadded(source: usize, stride: usize, count: i32, scratch: usize): v128 {
  const one = i32x4.splat(1);
  const infinity = f32x4.splat(Infinity);
  let pads = i32x4.splat(0);
  for (let k = 0; k < count; k++, source += stride, scratch += 64) {
    const values = v128.load(source);
    const missing = f32x4.ne(values, values);
    pads = i32x4.sub(pads, missing);
    const pad = v128.xor(infinity, i32x4.shl(i32x4.add(pads, one), 31));
    v128.store(scratch, v128.bitselect(pad, values, missing));
  }
  if (count & 1) {
    pads = i32x4.add(pads, one);
    v128.store(scratch, v128.xor(infinity, i32x4.shl(i32x4.add(pads, one), 31)));
  }
  return pads;
}

/** The middle of what is there: an odd number of pads leaves it on the lower line, an even one between both. */
// @ts-ignore: decorator
@inline
function middleOf(lower: v128, upper: v128, pads: v128, count: i32): v128 {
  const isOdd = i32x4.shr_s(i32x4.shl(pads, 31), 31);
  const nothing = i32x4.ge_s(pads, i32x4.splat(count + (count & 1)));
  const mean = f32x4.mul(f32x4.add(lower, upper), f32x4.splat(0.5));
  return v128.or(v128.bitselect(lower, mean, isOdd), nothing);
}

/**
 * Median of the values that are not NaN, of `count` planes (first at `source`, `stride` bytes apart) at `pixels` pixels, a multiple
 * of 16. `network` is that of the median of `count` planes rounded up to an even number: `comparators` pairs of u32 byte offsets into
 * `scratch` (64 bytes a plane). A pixel without any value is NaN.
 */
export function nanMedianByNetwork(
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
  const upper = scratch + ((<usize>((count + 1) >> 1)) << 6);
  const lower = upper - 64;
  for (let i = 0; i < pixels; i += group, source += 64, target += 64) {
    const pads0 = gatherPadded(source, stride, count, scratch);
    const pads1 = gatherPadded(source + 16, stride, count, scratch + 16);
    const pads2 = gatherPadded(source + 32, stride, count, scratch + 32);
    const pads3 = gatherPadded(source + 48, stride, count, scratch + 48);
    for (let pair = network; pair < networkEnd; pair += 8) {
      const a = scratch + load<u32>(pair);
      const b = scratch + load<u32>(pair, 4);
      for (let lane: usize = 0; lane < 64; lane += 16) {
        const x = v128.load(a + lane);
        const y = v128.load(b + lane);
        v128.store(a + lane, f32x4.pmin(x, y));
        v128.store(b + lane, f32x4.pmax(x, y));
      }
    }
    v128.store(target, middleOf(v128.load(lower), v128.load(upper), pads0, count));
    v128.store(target, middleOf(v128.load(lower, 16), v128.load(upper, 16), pads1, count), 16);
    v128.store(target, middleOf(v128.load(lower, 32), v128.load(upper, 32), pads2, count), 32);
    v128.store(target, middleOf(v128.load(lower, 48), v128.load(upper, 48), pads3, count), 48);
  }
}

/** Floats to integers of the same order, and back. */
// @ts-ignore: decorator
@inline
function orderKey(lanes: v128): v128 {
  return v128.xor(lanes, v128.and(i32x4.shr_s(lanes, 31), i32x4.splat(0x7fffffff)));
}

// @ts-ignore: decorator
@inline
function countUpTo(first: usize, end: usize, limit: v128): v128 {
  let counts = i32x4.splat(0);
  for (let p = first; p < end; p += 64) counts = i32x4.sub(counts, f32x4.le(v128.load(p), limit));
  return counts;
}

/** The same for any number of planes by bisection of the bits of the value: at most 32 counts over the planes. */
export function nanMedianByBisection(source: usize, stride: usize, count: i32, pixels: i32, scratch: usize, target: usize): void {
  const planes = count + (count & 1);
  const rank = i32x4.splat((planes >> 1) - 1);
  const scratchEnd = scratch + ((<usize>planes) << 6);
  for (let i = 0; i < pixels; i += 4, source += 16, target += 16) {
    const pads = gatherPadded(source, stride, count, scratch);
    let low = orderKey(f32x4.splat(-Infinity));
    let high = orderKey(f32x4.splat(Infinity));
    while (v128.any_true(i32x4.lt_s(low, high))) {
      const middle = i32x4.add(v128.and(low, high), i32x4.shr_s(v128.xor(low, high), 1));
      const enough = i32x4.gt_s(countUpTo(scratch, scratchEnd, orderKey(middle)), rank);
      low = v128.bitselect(low, i32x4.add(middle, i32x4.splat(1)), enough);
      high = v128.bitselect(middle, high, enough);
    }
    const lower = orderKey(low);
    let above = f32x4.splat(Infinity);
    for (let p = scratch; p < scratchEnd; p += 64) {
      const candidate = v128.load(p);
      above = v128.bitselect(f32x4.pmin(above, candidate), above, f32x4.gt(candidate, lower));
    }
    const repeats = i32x4.gt_s(countUpTo(scratch, scratchEnd, lower), i32x4.add(rank, i32x4.splat(1)));
    v128.store(target, middleOf(lower, v128.bitselect(lower, above, repeats), pads, count));
  }
}
