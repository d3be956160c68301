import { loadBigEndian64 } from "./bits";

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

// One difference of the current block; more than $ zeros before it go the slow way.
//# macro difference
//#  if (window >>> (63 - $)) {
//#    const zeros = <u32>clz<u64>(window);
//#    mapped = (zeros << split) | (<u32>(window >>> <u64>(63 - zeros - split)) & mask);
//#    const used = zeros + 1 + split;
//#    window <<= <u64>used;
//#    held -= used;
//#  } else {
//#    mapped = longRun(window, held, next, split);
//#    window = runWindow;
//#    held = runHeld;
//#    next = runNext;
//#  }
//#  last = addDifference<Pixel>(last, mapped);
//#  storePixel<Out>(target, last, scale, zero);
//#  target += 4;
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

// @ts-ignore: decorator
@inline
function addDifference<Pixel>(last: u32, mapped: u32): u32 {
  const sum = last + ((mapped >>> 1) ^ (0 - (mapped & 1)));
  if (sizeof<Pixel>() == 1) return sum & 0xff;
  if (sizeof<Pixel>() == 2) return <u32>((<i32>(sum << 16)) >> 16);
  return sum;
}

// @ts-ignore: decorator
@inline
function storePixel<Out>(target: usize, pixel: u32, scale: f64, zero: f64): void {
  if (isFloat<Out>()) store<f32>(target, <f32>(<f64>(<i32>pixel) * scale + zero));
  else store<u32>(target, pixel);
}

/**
 * RICE_1 to pixels: `Pixel` is the coded type (u8, i16, i32); `Out` i32 stores it as it is, f32 stores pixel·scale + zero.
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
  let last = addDifference<Pixel>(<u32>(window >>> (64 - bits)), 0);
  window <<= <u64>bits;
  held -= bits;
  while (target < end) {
    if (next > streamEnd + 8) return false;
    refill();
    const code = <i32>(window >>> (64 - splitBits)) - 1;
    window <<= <u64>splitBits;
    held -= splitBits;
    let blockEnd = target + blockBytes;
    if (blockEnd > end) blockEnd = end;
    if (code < 0) {
      for (; target < blockEnd; target += 4) storePixel<Out>(target, last, scale, zero);
      continue;
    }
    if (code >= splitMax) {
      if (code > splitMax) return false;
      for (; target < blockEnd; target += 4) {
        refill();
        last = addDifference<Pixel>(last, <u32>(window >>> (64 - bits)));
        window <<= <u64>bits;
        held -= bits;
        storePixel<Out>(target, last, scale, zero);
      }
      continue;
    }
    const split = <u32>code;
    const mask: u32 = (1 << split) - 1;
    let mapped: u32;
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
