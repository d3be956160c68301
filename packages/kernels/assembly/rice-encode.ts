import { storeBigEndian64, upperHalf } from "./bits";

/** Where finished 32-bit words go, and the bits of the next one: `pending` (< 32) of them in the low end of `word`. */
let target: usize = 0;
let word: u64 = 0;
let pending: u32 = 0;

const blockSize = 32;
const mapped = memory.data(blockSize * 4, 16);

// @ts-ignore: decorator
@inline
function putBits(value: u64, width: u32): void {
  word = (word << (<u64>width)) | value;
  pending += width;
  if (pending >= 32) {
    pending -= 32;
    store<u32>(target, bswap<u32>(<u32>(word >>> (<u64>pending))));
    target += 4;
  }
}

/** The greatest folded difference of the last block. */
let greatest: u32 = 0;

/** Folded differences of one block of up to 32 integers to `mapped`, and their sum; the others up to the next vector of 16 bytes are junk. */
function mapBlock(integers: usize, count: i32, first: bool): u64 {
  let sums = i64x2.splat(0);
  let most = i32x4.splat(0);
  for (let j = 0; j < count; j += 4) {
    const p = integers + (j << 2);
    const current = v128.load(p);
    const previous =
      first && j == 0
        ? v128.shuffle<u8>(current, current, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
        : v128.load(p - 4);
    const difference = i32x4.sub(current, previous);
    const folded = v128.xor(i32x4.shl(difference, 1), i32x4.shr_s(difference, 31));
    v128.store(mapped + (j << 2), folded);
    most = i32x4.max_u(most, folded);
    sums = i64x2.add(sums, i64x2.add(i64x2.extend_low_i32x4_u(folded), i64x2.extend_high_i32x4_u(folded)));
  }
  const pair = i32x4.max_u(most, upperHalf(most));
  greatest = max(<u32>i32x4.extract_lane(pair, 0), <u32>i32x4.extract_lane(pair, 1));
  return <u64>i64x2.extract_lane(sums, 0) + <u64>i64x2.extract_lane(sums, 1);
}

//# macro putCode
//#  {
//#    const value = load<u32>(p, $);
//#    const width = (value >>> split) + shortest;
//#    bits = (bits << (<u64>width)) | <u64>(one | (value & mask));
//#    held += width;
//#  }
//# end

//# macro flushBytes
//#  storeBigEndian64(out, bits << (<u64>(64 - held)));
//#  out += held >>> 3;
//#  held &= 7;
//# end

/**
 * One block with a split: unary high part, then `split` low bits, for each difference. As many codes between two flushes as
 * surely fit in the 57 bits that are free then. Writes up to eight bytes beyond the end.
 */
function putBlock(count: i32, split: u32): void {
  const shortest = split + 1;
  const longest = (greatest >>> split) + shortest;
  if (longest > 28) return putLongCodes(count, split);
  const one: u32 = 1 << split;
  const mask = one - 1;
  let p = mapped;
  const end = p + (<usize>count << 2);
  let out = target;
  let bits = word;
  let held = pending;
  flushBytes();
  if (longest <= 14) {
    for (; p + 16 <= end; p += 16) {
      putCode(0);
      putCode(4);
      putCode(8);
      putCode(12);
      flushBytes();
    }
  } else {
    for (; p + 8 <= end; p += 8) {
      putCode(0);
      putCode(4);
      flushBytes();
    }
  }
  for (; p < end; p += 4) {
    putCode(0);
    flushBytes();
  }
  target = out;
  word = bits;
  pending = held;
}

/** The same for codes of any length. */
function putLongCodes(count: i32, split: u32): void {
  const one: u32 = 1 << split;
  const mask = one - 1;
  let out = target;
  let bits = word;
  let held = pending;
  for (let j = 0; j < count; j++) {
    const value = load<u32>(mapped + (j << 2));
    let high = value >>> split;
    let width = high + 1 + split;
    if (width > 32) {
      for (; high >= 32; high -= 32) {
        bits <<= 32;
        store<u32>(out, bswap<u32>(<u32>(bits >>> (<u64>held))));
        out += 4;
      }
      bits <<= <u64>high;
      held += high;
      if (held >= 32) {
        held -= 32;
        store<u32>(out, bswap<u32>(<u32>(bits >>> (<u64>held))));
        out += 4;
      }
      width = split + 1;
    }
    bits = (bits << (<u64>width)) | <u64>(one | (value & mask));
    held += width;
    if (held >= 32) {
      held -= 32;
      store<u32>(out, bswap<u32>(<u32>(bits >>> (<u64>held))));
      out += 4;
    }
  }
  target = out;
  word = bits;
  pending = held;
}

/** 32-bit integers as RICE_1 with blocks of 32; overwrites up to three integers after the last. Answers the bytes written. */
export function riceEncode(integers: usize, count: i32, output: usize): i32 {
  const last = load<u32>(integers + ((count - 1) << 2));
  for (let i = count; i & 3; i++) store<u32>(integers + (i << 2), last);
  target = output;
  word = 0;
  pending = 0;
  putBits(load<u32>(integers), 32);
  for (let start = 0; start < count; start += blockSize) {
    const size = min(blockSize, count - start);
    const sum = mapBlock(integers + (start << 2), size, start == 0);
    const mean = max(0, (<f64>sum - <f64>(size >> 1) - 1) / <f64>size);
    const split: u32 = 32 - <u32>clz<u32>((<u32>mean) >>> 1);
    if (split >= 25) {
      putBits(26, 5);
      for (let j = 0; j < size; j++) putBits(load<u32>(mapped + (j << 2)), 32);
    } else if (sum == 0) {
      putBits(0, 5);
    } else {
      putBits(split + 1, 5);
      putBlock(size, split);
    }
  }
  for (; pending >= 8; target++) {
    pending -= 8;
    store<u8>(target, <u32>(word >>> (<u64>pending)));
  }
  if (pending) store<u8>(target++, <u32>(word << (<u64>(8 - pending))));
  return <i32>(target - output);
}
