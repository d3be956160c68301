import { selectRank } from "./select-rank.ts";

/** The range of a row of pixels and its noise, in the units of the pixels. */
export interface TileNoise {
  minimum: number;
  maximum: number;
  /** The least of the three estimates that is not 0; 0 when there is none. */
  sigma: number;
}

/**
 * Noise of one row of pixels without NaN, from medians of absolute differences of 2nd, 3rd and 5th order over v1…v9 (R. Seaman, W. Pence),
 * with every habit of cfitsio: differences in the precision of the input, lower medians, constant stretches skipped, and the 2nd order
 * median taken over as many entries of its zero-filled buffer as there are 3rd order ones. Fewer than 9 pixels have no noise.
 */
export function tileNoise(pixels: Float32Array | Float64Array): TileNoise {
  const { length } = pixels;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of pixels) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (length < 9) return { minimum, maximum, sigma: 0 };
  const round = pixels instanceof Float32Array ? Math.fround : (value: number) => value;
  const Buffer = pixels instanceof Float32Array ? Float32Array : Float64Array;
  const second = new Buffer(length);
  const third = new Buffer(length);
  const fifth = new Buffer(length);
  let seconds = 0;
  let thirds = 0;
  for (let i = 0; i + 8 < length; i++) {
    const v1 = pixels[i];
    const v3 = pixels[i + 2];
    const v5 = pixels[i + 4];
    const v6 = pixels[i + 5];
    const v7 = pixels[i + 6];
    if (!(v5 === v6 && v6 === v7)) second[seconds++] = Math.abs(v5 - v7);
    if (v3 === pixels[i + 3] && pixels[i + 3] === v5 && v5 === v6 && v6 === v7) continue;
    third[thirds] = Math.abs(round(round(2 * v5) - v3) - v7);
    const inner = round(round(round(6 * v5) - round(4 * v3)) - round(4 * v7));
    fifth[thirds++] = Math.abs(round(inner + v1) + pixels[i + 8]);
  }
  if (thirds === 0) return { minimum, maximum, sigma: 0 };
  const counted = thirds === 1 ? seconds === 1 : seconds > 1;
  return {
    minimum,
    maximum,
    sigma: leastNoise(
      counted ? 1.0483579 * lowerMedian(second, thirds) : 0,
      0.6052697 * lowerMedian(third, thirds),
      0.1772048 * lowerMedian(fifth, thirds),
    ),
  };
}

function lowerMedian(values: Float32Array | Float64Array, count: number): number {
  return selectRank(values.subarray(0, count), (count - 1) >> 1);
}

function leastNoise(second: number, third: number, fifth: number): number {
  let sigma = third;
  if (second !== 0 && second < sigma) sigma = second;
  if (fifth !== 0 && fifth < sigma) sigma = fifth;
  return sigma;
}
