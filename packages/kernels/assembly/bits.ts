/** Eight big-endian bytes as one number; the SIMD shuffle stands in for the byte swap that wasm lacks. */
// @ts-ignore: decorator
@inline
export function loadBigEndian64(address: usize): u64 {
  const bytes = v128.load_zero<u64>(address);
  return v128.extract_lane<u64>(v128.shuffle<u8>(bytes, bytes, 7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0), 0);
}

/** One number as eight big-endian bytes. */
// @ts-ignore: decorator
@inline
export function storeBigEndian64(address: usize, value: u64): void {
  const bytes = i64x2.splat(value);
  v128.store64_lane(address, v128.shuffle<u8>(bytes, bytes, 7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0), 0);
}

/** Lanes 2 and 3 moved to 0 and 1. */
// @ts-ignore: decorator
@inline
export function upperHalf(lanes: v128): v128 {
  return v128.shuffle<u8>(lanes, lanes, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
}

/** Lanes 0 and 1 of both, side by side. */
// @ts-ignore: decorator
@inline
export function joinLowerHalves(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

/** Sum of four 32-bit counters. */
// @ts-ignore: decorator
@inline
export function sumLanes(counts: v128): i32 {
  return (
    i32x4.extract_lane(counts, 0) +
    i32x4.extract_lane(counts, 1) +
    i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3)
  );
}
