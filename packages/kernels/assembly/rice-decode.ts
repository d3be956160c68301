import { joinLowerHalves, loadBigEndian64, upperHalf } from "./bits";

// The bit window: `window` holds unread bits at its top, `held` of them are valid (56 or more after a refill),
// `next` is the address of the first byte not yet in it. Locals in the hot loops, these globals around the rare long run.
let runWindow: u64 = 0;
let runHeld: u32 = 0;
let runNext: usize = 0;
let streamEnd: usize = 0;

//# macro refill
//#  window |= loadBigEndian64(next) >>> (held as u64);
//#  next += (63 - held) >>> 3;
//#  held |= 56;
//# end

// One folded difference of the current block; more than $ zeros before it go the slow way.
//# macro difference
//#  {
//#    const run = <u32>clz<u64>(window);
//#    if (run <= $) {
//#      store<u32>(target, (run << split) + <u32>(window >>> <u64>(bottom - run)));
//#      const used = run + codeBits;
//#      window <<= <u64>used;
//#      held -= used;
//#    } else {
//#      store<u32>(target, longRun(window, held, next, split) + one);
//#      window = runWindow;
//#      held = runHeld;
//#      next = runNext;
//#    }
//#    target += 4;
//#  }
//# end

/** A difference whose run of zeros is too long for the fast path. Stops reading at the end of the stream. */
function longRun(window: u64, held: u32, next: usize, split: u32): u32 {
  let zeros: u32 = 0;
  refill();
  while (!(window >>> 16) && next <= streamEnd + 8) {
    zeros += 48;
    window <<= 48;
    held -= 48;
    refill();
  }
  const leading = <u32>clz<u64>(window | 0x8000);
  zeros += leading;
  window <<= <u64>leading;
  window <<= 1;
  held -= leading + 1;
  refill();
  const mapped = (zeros << split) | <u32>((window >>> <u64>(63 - split)) >>> 1);
  window <<= <u64>split;
  held -= split;
  refill();
  runWindow = window;
  runHeld = held;
  runNext = next;
  return mapped;
}

/** A sum of differences, as the coded type would hold it. */
// @ts-ignore: decorator
@inline
function wrap<Pixel>(sums: v128): v128 {
  if (sizeof<Pixel>() == 1) return v128.and(sums, i32x4.splat(0xff));
  if (sizeof<Pixel>() == 2) return i32x4.shr_s(i32x4.shl(sums, 16), 16);
  return sums;
}

// @ts-ignore: decorator
@inline
function storePixels<Out>(target: usize, pixels: v128, scale: v128, zero: v128): void {
  if (isFloat<Out>()) {
    const low = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(pixels), scale), zero);
    const high = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(upperHalf(pixels)), scale), zero);
    v128.store(target, joinLowerHalves(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high)));
  } else v128.store(target, pixels);
}

/**
 * Replaces the folded differences at [start, end), each `excess` too large, by pixels, four at a time: up to three values beyond
 * `end` are overwritten. `last` is the pixel before in all lanes; answers the new one.
 */
// @ts-ignore: decorator
@inline
function accumulate<Pixel, Out>(start: usize, end: usize, excess: u32, last: v128, scale: v128, zero: v128): v128 {
  const none = i32x4.splat(0);
  const one = i32x4.splat(1);
  const excesses = i32x4.splat(excess);
  if ((end - start) & 15) for (let k: usize = 0; k < 12; k += 4) store<u32>(end + k, excess);
  for (; start < end; start += 16) {
    const folded = i32x4.sub(v128.load(start), excesses);
    const differences = v128.xor(i32x4.shr_u(folded, 1), i32x4.neg(v128.and(folded, one)));
    const pairs = i32x4.add(differences, v128.shuffle<u8>(none, differences, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27));
    const quads = i32x4.add(pairs, v128.shuffle<u8>(none, pairs, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
    const sums = i32x4.add(quads, last);
    last = v128.shuffle<u32>(sums, sums, 3, 3, 3, 3);
    storePixels<Out>(start, wrap<Pixel>(sums), scale, zero);
  }
  return last;
}

/**
 * RICE_1 to pixels: `Pixel` is the coded type (u8, i16, i32); `Out` i32 stores it as it is, f32 stores pixel·scale + zero. Differences
 * are stored first and become pixels a block at a time; up to three values beyond the last are overwritten.
 * Reads at most 1 KiB beyond `length` bytes (block sizes up to 128) and answers false when the stream was too short or impossible.
 */
// @ts-ignore: decorator
@inline
function riceDecode<Pixel, Out>(source: usize, length: usize, count: i32, blockSize: i32, target: usize, scale: f64, zero: f64): bool {
  const bits: u32 = sizeof<Pixel>() * 8;
  const splitBits: u32 = sizeof<Pixel>() == 4 ? 5 : sizeof<Pixel>() == 2 ? 4 : 3;
  const splitMax: i32 = sizeof<Pixel>() == 4 ? 25 : sizeof<Pixel>() == 2 ? 14 : 6;
  const end = target + ((<usize>count) << 2);
  const blockBytes = (<usize>blockSize) << 2;
  streamEnd = source + length;
  let next = source;
  let window = loadBigEndian64(next);
  next += 7;
  let held: u32 = 56;
  let last = i32x4.splat(<u32>(window >>> (64 - bits)));
  window <<= <u64>bits;
  held -= bits;
  const scales = f64x2.splat(scale);
  const zeros = f64x2.splat(zero);
  while (target < end) {
    if (next > streamEnd + 8) return false;
    refill();
    const code = <i32>(window >>> (64 - splitBits)) - 1;
    window <<= <u64>splitBits;
    held -= splitBits;
    const blockStart = target;
    let blockEnd = target + blockBytes;
    if (blockEnd > end) blockEnd = end;
    if (code < 0) {
      for (; target < blockEnd; target += 16) storePixels<Out>(target, wrap<Pixel>(last), scales, zeros);
      target = blockEnd;
      continue;
    }
    if (code >= splitMax) {
      if (code > splitMax) return false;
      for (; target < blockEnd; target += 4) {
        refill();
        store<u32>(target, <u32>(window >>> (64 - bits)));
        window <<= <u64>bits;
        held -= bits;
      }
      last = accumulate<Pixel, Out>(blockStart, blockEnd, 0, last, scales, zeros);
      continue;
    }
    const split = <u32>code;
    const one: u32 = 1 << split;
    const codeBits = split + 1;
    const bottom = 63 - split;
    // How many differences one refill of 56 bits holds depends on the split.
    if (split <= 5) {
      while (target + 16 <= blockEnd) {
        refill();
        difference(8);
        difference(8);
        difference(8);
        difference(8);
      }
    } else if (split <= 12) {
      while (target + 8 <= blockEnd) {
        refill();
        difference(14);
        difference(14);
      }
    }
    while (target < blockEnd) {
      refill();
      difference(31);
    }
    last = accumulate<Pixel, Out>(blockStart, blockEnd, one, last, scales, zeros);
  }
  return ((next - source) << 3) - held <= length << 3;
}

export function riceDecodeU8(source: usize, length: usize, count: i32, blockSize: i32, target: usize): bool {
  return riceDecode<u8, i32>(source, length, count, blockSize, target, 1, 0);
}
export function riceDecodeI16(source: usize, length: usize, count: i32, blockSize: i32, target: usize): bool {
  return riceDecode<i16, i32>(source, length, count, blockSize, target, 1, 0);
}
export function riceDecodeI32(source: usize, length: usize, count: i32, blockSize: i32, target: usize): bool {
  return riceDecode<i32, i32>(source, length, count, blockSize, target, 1, 0);
}
export function riceScaleU8(source: usize, length: usize, count: i32, blockSize: i32, target: usize, scale: f64, zero: f64): bool {
  return riceDecode<u8, f32>(source, length, count, blockSize, target, scale, zero);
}
export function riceScaleI16(source: usize, length: usize, count: i32, blockSize: i32, target: usize, scale: f64, zero: f64): bool {
  return riceDecode<i16, f32>(source, length, count, blockSize, target, scale, zero);
}
export function riceScaleI32(source: usize, length: usize, count: i32, blockSize: i32, target: usize, scale: f64, zero: f64): bool {
  return riceDecode<i32, f32>(source, length, count, blockSize, target, scale, zero);
}
