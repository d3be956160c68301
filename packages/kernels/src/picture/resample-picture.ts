import type { Picture } from "./picture.ts";

/** Weights in fixed point, so that a pass gives the same 8-bit values everywhere. */
const one = 2 ** 22;
const lobes = 3;

/** For each target pixel the first source pixel it draws from and the weights from there on. */
type Taps = readonly { readonly first: number; readonly weights: Float64Array }[];

/**
 * Lanczos-3 resampling to targetWidth × targetHeight of the part [0, sourceWidth) × [0, sourceHeight) of a picture (the two
 * may end inside its last pixel). Separable: rows first, then columns, rounded to 8 bits after each pass. When shrinking,
 * the kernel is widened by the scale. Duchon, "Lanczos filtering in one and two dimensions" (1979).
 */
export function resamplePicture(
  picture: Picture,
  target: { width: number; height: number },
  source: { width: number; height: number },
): Picture {
  const { channels } = picture;
  const across = tapsOf(picture.width, source.width, target.width);
  const down = tapsOf(picture.height, source.height, target.height);
  const rowBytes = target.width * channels;
  const narrow = new Uint8Array(rowBytes * picture.height);
  for (let y = 0, at = 0; y < picture.height; y++) {
    for (const { first, weights } of across) {
      const start = (y * picture.width + first) * channels;
      for (let channel = 0; channel < channels; channel++) {
        narrow[at++] = weigh(picture.pixels, start + channel, channels, weights);
      }
    }
  }
  const pixels = new Uint8Array(rowBytes * target.height);
  down.forEach(({ first, weights }, y) => {
    for (let x = 0; x < rowBytes; x++)
      pixels[y * rowBytes + x] = weigh(narrow, first * rowBytes + x, rowBytes, weights);
  });
  return { ...target, channels, pixels };
}

function weigh(pixels: Uint8Array, start: number, step: number, weights: Float64Array): number {
  let sum = one / 2;
  for (let i = 0; i < weights.length; i++) sum += pixels[start + i * step] * weights[i];
  return Math.min(255, Math.max(0, Math.floor(sum / one)));
}

function tapsOf(pixels: number, sourceSize: number, targetSize: number): Taps {
  const scale = sourceSize / targetSize;
  const stretch = Math.max(1, scale);
  const support = lobes * stretch;
  return Array.from({ length: targetSize }, (_, index) => {
    const centre = (index + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(pixels, Math.trunc(centre + support + 0.5));
    const weights = new Float64Array(end - first).map((_, i) => lanczos((first + i - centre + 0.5) / stretch));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => roundAwayFromZero((weight / sum) * one)) };
  });
}

function lanczos(x: number): number {
  return Math.abs(x) < lobes ? sinc(x) * sinc(x / lobes) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function roundAwayFromZero(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}
