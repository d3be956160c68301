/** Bench frames (decisions.md, "Measuring"): sky 200, Gaussian noise 13, 3000 stars, Rice float q = 16 without dither; seeded. */
import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { createCompressedImageWriter, fileSource, imageLayout, openFits, parseHeader } from "@datalab/fits";

const stars = 3000;

/** Mulberry32, as fast as seeded numbers get in JavaScript. */
function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function benchPixels(size, seed) {
  const random = seededRandom(seed);
  const pixels = new Float32Array(size * size);
  for (let i = 0; i + 1 < pixels.length; i += 2) {
    const radius = 13 * Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    pixels[i] = 200 + radius * Math.cos(angle);
    pixels[i + 1] = 200 + radius * Math.sin(angle);
  }
  for (let star = 0; star < stars; star++)
    addStar(pixels, size, random() * size, random() * size, 50 / (random() + 1e-3));
  return pixels;
}

function addStar(pixels, size, x, y, peak) {
  for (let row = Math.max(0, Math.floor(y) - 8); row < Math.min(size, y + 9); row++) {
    for (let column = Math.max(0, Math.floor(x) - 8); column < Math.min(size, x + 9); column++) {
      pixels[row * size + column] += peak * Math.exp(-((column - x) ** 2 + (row - y) ** 2) / 8);
    }
  }
}

/** Writes the frame once; `encode` compresses one row. */
export async function benchFrame(path, size, seed, encode) {
  if (!existsSync(path)) {
    const draft = `${path}.draft`;
    const header = parseHeader(Buffer.from(`${"END".padEnd(2880)}`, "latin1"));
    const writer = await createCompressedImageWriter(draft, {
      key: "0".repeat(64),
      comment: "bench",
      header,
      width: size,
      height: size,
      bitpix: -32,
      quantizeLevel: 16,
    });
    const pixels = benchPixels(size, seed);
    for (let y = 0; y < size; y++) await writer.append([encode(pixels.subarray(y * size, (y + 1) * size))]);
    await writer.finish();
    await rename(draft, path);
  }
  return openFrame(path);
}

export async function openFrame(path) {
  const source = await fileSource(path);
  const file = await openFits(source);
  const layout = await imageLayout(file, file.find("SCI"));
  await source.close();
  return { path, layout };
}
