/** Copies four pixels of every plane, +∞ for what is not finite; answers how many are finite. */
// @ts-ignore: decorator
@inline
function gatherFinite(source: usize, stride: usize, count: i32, scratch: usize): v128 {
  const infinity = f32x4.splat(Infinity);
  let found = i32x4.splat(0);
  for (let k = 0; k < count; k++, source += stride, scratch += 16) {
    const values = v128.load(source);
    const finite = f32x4.lt(f32x4.abs(values), infinity);
    found = i32x4.sub(found, finite);
    v128.store(scratch, v128.bitselect(values, infinity, finite));
  }
  return found;
}

/** First value and number of values of sorted lanes within the limits; the rest is outside of [first, first + kept). */
let first: i32 = 0;
let kept: i32 = 0;

// @ts-ignore: decorator
@inline
function valueAt(lane: usize, index: i32): f64 {
  return <f64>load<f32>(lane + ((<usize>index) << 4));
}

/** Drops sorted values beyond the limits from both ends; true when any went. */
function narrow(lane: usize, low: f64, high: f64): bool {
  const before = kept;
  while (kept > 0 && valueAt(lane, first) < low) {
    first++;
    kept--;
  }
  while (kept > 0 && valueAt(lane, first + kept - 1) > high) kept--;
  return kept < before;
}

function meanOf(lane: usize): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < kept; k++) sum += valueAt(lane, first + k);
  return sum / <f64>kept;
}

function clippedMean(lane: usize, low: f64, high: f64, iterations: i32): f64 {
  let mean = meanOf(lane);
  for (let step = 0; step < iterations && kept > 1; step++) {
    let squares: f64 = 0;
    for (let k = 0; k < kept; k++) {
      const distance = valueAt(lane, first + k) - mean;
      squares += distance * distance;
    }
    const sigma = sqrt(squares / <f64>kept);
    const median = (valueAt(lane, first + ((kept - 1) >> 1)) + valueAt(lane, first + (kept >> 1))) * 0.5;
    if (!narrow(lane, median - low * sigma, median + high * sigma)) break;
    mean = meanOf(lane);
  }
  return mean;
}

/**
 * Mean of what is left of `count` planes (first at `source`, `stride` bytes apart) at `pixels` pixels, a multiple of four, after values
 * below median − low·σ or above median + high·σ were dropped, up to `iterations` times or until nothing changes. σ is the population's;
 * everything in float64, rounded once. NaN and infinities are left out from the start; a pixel without any finite value is NaN.
 * `network`: a sorting network, `comparators` pairs of u32 byte offsets into `scratch` (16 bytes a plane).
 */
export function clippedMeanOfPlanes(
  source: usize,
  stride: usize,
  count: i32,
  pixels: i32,
  network: usize,
  comparators: i32,
  scratch: usize,
  low: f64,
  high: f64,
  iterations: i32,
  target: usize,
): void {
  const networkEnd = network + ((<usize>comparators) << 3);
  for (let i = 0; i < pixels; i += 4, source += 16, target += 16) {
    const found = gatherFinite(source, stride, count, scratch);
    for (let pair = network; pair < networkEnd; pair += 8) {
      const a = scratch + load<u32>(pair);
      const b = scratch + load<u32>(pair, 4);
      const x = v128.load(a);
      const y = v128.load(b);
      v128.store(a, f32x4.pmin(x, y));
      v128.store(b, f32x4.pmax(x, y));
    }
    v128.store(target, found);
    for (let lane: usize = 0; lane < 16; lane += 4) {
      first = 0;
      kept = load<i32>(target + lane);
      store<f32>(target + lane, kept == 0 ? NaN : <f32>clippedMean(scratch + lane, low, high, iterations));
    }
  }
}
