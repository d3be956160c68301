import { gzipSync } from "node:zlib";
import { mutateCard, setValue } from "./mutate-cards.mjs";

const block = 2880;
const integers = [0, 1, 2, 3, 7, 8, 9, 255, 256, 32767, 32768, 65535, 65536, 2 ** 24, 2 ** 31 - 1, -1, -2, -(2 ** 31)];

/** [how often, what]; every mutation may change the bytes in place or return others. */
const mutations = [
  [7, setValue],
  [3, mutateCard],
  [5, descriptor],
  [8, stream],
  [2, tableBytes],
  [2, anyBytes],
  [1, truncate],
  [1, blocks],
  [1, splice],
  [0.2, wrap],
].flatMap(([weight, mutation]) => Array(weight * 5).fill(mutation));

/** A copy of a source with one to six things wrong. */
export function mutated(sources, random) {
  const source = random.pick(sources);
  let bytes = Buffer.from(source.bytes);
  do {
    const context = { structure: source.structure, sources, random };
    bytes = random.pick(mutations)(bytes, context) ?? bytes;
  } while (random.chance(0.45));
  return { name: source.name, bytes };
}

function descriptor(bytes, { structure, random }) {
  if (structure.descriptors.length === 0) return;
  const { at, size } = random.pick(structure.descriptors);
  const place = at + (random.chance(0.5) ? 0 : size);
  if (at + 2 * size > bytes.length) return;
  if (random.chance(0.2)) {
    const other = random.pick(structure.descriptors);
    if (other.size === size && other.at + 2 * size <= bytes.length)
      bytes.copy(bytes, at, other.at, other.at + 2 * size);
    return;
  }
  const old = size === 4 ? bytes.readInt32BE(place) : Number(bytes.readBigInt64BE(place));
  const value = random.chance(0.5) ? random.pick(integers) : old + random.below(9) - 4;
  if (size === 4) bytes.writeInt32BE(value | 0, place);
  else bytes.writeBigInt64BE(random.chance(0.1) ? 2n ** 62n : BigInt(value), place);
}

/** Compressed data: what a codec reads first is hit most. */
function stream(bytes, { structure, random }) {
  if (structure.streams.length === 0) return;
  const [at, length] = random.pick(structure.streams);
  if (at + length > bytes.length) return;
  const part = bytes.subarray(at, at + length);
  const from = random.chance(0.5) ? random.below(Math.min(32, length)) : random.below(length);
  switch (random.below(7)) {
    case 0:
      part[from] ^= 1 << random.below(8);
      break;
    case 1:
      for (let i = from; i < length; i++) part[i] = random.below(256);
      break;
    case 2:
      part.fill(random.chance(0.5) ? 0 : 255, from);
      break;
    case 3:
      part.fill(random.chance(0.5) ? 0 : 255, from, Math.min(length, from + 1 + random.below(8)));
      break;
    case 4:
      part.copyWithin(from, random.below(length));
      break;
    case 5:
      if (length >= 4) part.writeInt32BE(random.pick(integers), Math.min(from, length - 4));
      break;
    default:
      gzipSync(Buffer.alloc(random.below(2 ** random.below(20)), random.below(256))).copy(part);
  }
}

function tableBytes(bytes, { structure, random }) {
  if (structure.rows.length > 0) scribble(bytes, random.pick(structure.rows), random);
}

function anyBytes(bytes, { structure, random }) {
  const place = random.chance(0.5) && structure.data.length > 0 ? random.pick(structure.data) : [0, bytes.length];
  scribble(bytes, place, random);
}

function scribble(bytes, [start, length], random) {
  for (let count = 1 + random.below(8); count > 0; count--) {
    const at = start + random.below(length);
    if (at < bytes.length) bytes[at] = random.chance(0.3) ? random.pick([0, 0x7f, 0x80, 0xff]) : random.below(256);
  }
}

function truncate(bytes, { random }) {
  const end = random.below(bytes.length + 1);
  return bytes.subarray(0, random.chance(0.5) ? end : end - (end % block));
}

/** A block or a whole HDU doubled, left out or moved. */
function blocks(bytes, { structure, random }) {
  const count = Math.max(1, Math.floor(bytes.length / block));
  const at = random.below(count) * block;
  const [start, end] =
    random.chance(0.5) && structure.hdus.length > 0
      ? random.pick(structure.hdus)
      : [at, at + block * (1 + random.below(3))];
  const part = bytes.subarray(start, end);
  switch (random.below(3)) {
    case 0:
      return Buffer.concat([bytes.subarray(0, end), part, bytes.subarray(end)]);
    case 1:
      return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
    default:
      return Buffer.concat([bytes, part]);
  }
}

/** The start of one file and the end of another. */
function splice(bytes, { sources, random }) {
  const other = random.pick(sources).bytes;
  const at = random.below(Math.floor(bytes.length / block) + 1) * block;
  return Buffer.concat([
    bytes.subarray(0, at),
    other.subarray(random.below(Math.floor(other.length / block) + 1) * block),
  ]);
}

function wrap(bytes, { random }) {
  const packed = gzipSync(bytes, { level: 1 });
  if (random.chance(0.7)) scribble(packed, [0, packed.length], random);
  return random.chance(0.2) ? packed.subarray(0, random.below(packed.length)) : packed;
}
