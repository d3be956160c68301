import type { HarmonicSummation } from "./harmonic-sums.ts";
import { anchorLength } from "./phase-sums.ts";

/** Harmonics whose amplitude in the worst phase has its variance blown up more than this many times are not determined by the points. */
const mostInflation = 1000;

/**
 * Weighted least squares of mean + Σ_{m≤K} a_m cos mωt + b_m sin mωt for K = 1 … harmonics at once: one Cholesky decomposition in the
 * order mean, a₁, b₁, a₂, … holds all of them. A harmonic that mean and lower harmonics leave no room for explains nothing. Where that is
 * the first one, all phases lie on a line (as at the Nyquist frequency of an equidistant sampling), and the frequency has power 0: the
 * points cannot tell a sinusoid of it. Buffers are used again from call to call.
 */
export class HarmonicFit {
  readonly #summation: HarmonicSummation;
  readonly #size: number;
  readonly #factor: Float64Array;
  readonly #solved: Float64Array;
  readonly #leastRest: number;
  /** Share of the variance taken away by 1, 2, … harmonics at the frequency of the last `fit`. */
  readonly powers: Float64Array;

  constructor(summation: HarmonicSummation) {
    this.#summation = summation;
    this.#size = 2 * summation.harmonics + 1;
    this.#factor = new Float64Array(this.#size * this.#size);
    this.#solved = new Float64Array(this.#size);
    this.#leastRest = summation.typicalSquare / mostInflation;
    this.powers = new Float64Array(summation.harmonics);
  }

  /** Fills `powers` from the sums of frequency `k` of the block; `variance` is Σwy² of the centred values. */
  fit(k: number, variance: number): void {
    this.#factor[0] = 1;
    let explained = 0;
    for (let m = 1; m < this.#size; m += 2) {
      const gain = this.#addHarmonic(m, k);
      if (m === 1 && gain === null) {
        this.powers.fill(0);
        return;
      }
      explained += gain ?? 0;
      this.powers[m >> 1] = Math.min(1, explained / variance);
    }
  }

  /** Variance taken away by cosine (row `a`) and sine (the next row) beyond the rows above; null, and rows of zeros, where undetermined. */
  #addHarmonic(a: number, k: number): number | null {
    const b = a + 1;
    const factor = this.#factor;
    const solved = this.#solved;
    const [startA, startB] = [a * this.#size, b * this.#size];
    this.#project(a, a, k);
    this.#project(b, a, k);
    let cosCos = this.#product(a, a, k);
    let sinSin = this.#product(b, b, k);
    let cosSin = this.#product(b, a, k);
    let valueCos = this.#value(a, k);
    let valueSin = this.#value(b, k);
    for (let j = 0; j < a; j++) {
      const [inA, inB] = [factor[startA + j], factor[startB + j]];
      cosCos -= inA * inA;
      sinSin -= inB * inB;
      cosSin -= inA * inB;
      valueCos -= inA * solved[j];
      valueSin -= inB * solved[j];
    }
    const trace = cosCos + sinSin;
    const least = (2 * (cosCos * sinSin - cosSin * cosSin)) / (trace + Math.hypot(cosCos - sinSin, 2 * cosSin));
    const determined = trace > this.#leastRest && least > this.#leastRest;
    const pivot = determined ? Math.sqrt(cosCos) : 0;
    factor[startA + a] = pivot;
    factor[startB + a] = determined ? cosSin / pivot : 0;
    factor[startB + b] = determined ? Math.sqrt(sinSin - factor[startB + a] ** 2) : 0;
    solved[a] = determined ? valueCos / pivot : 0;
    solved[b] = determined ? (valueSin - factor[startB + a] * solved[a]) / factor[startB + b] : 0;
    return determined ? solved[a] ** 2 + solved[b] ** 2 : null;
  }

  /** Fills columns 0 … end − 1 of a row of the factor. */
  #project(row: number, end: number, k: number): void {
    const size = this.#size;
    const factor = this.#factor;
    const start = row * size;
    for (let column = 0; column < end; column++) {
      let sum = this.#product(row, column, k);
      for (let j = 0; j < column; j++) sum -= factor[start + j] * factor[column * size + j];
      const pivot = factor[column * size + column];
      factor[start + column] = pivot === 0 ? 0 : sum / pivot;
    }
  }

  /** Σw of basis function × basis function, column ≤ row: row 0 is the constant, odd rows are cosines, even ones sines. */
  #product(row: number, column: number, k: number): number {
    const { cos, sin } = this.#summation;
    const a = (row + 1) >> 1;
    const b = (column + 1) >> 1;
    if (row === 0) return 1;
    if (column === 0) return (row % 2 === 1 ? cos : sin)[a * anchorLength + k];
    const sum = (a + b) * anchorLength + k;
    const difference = (a - b) * anchorLength + k;
    if (row % 2 === column % 2) {
      const cosDifference = a === b ? 1 : cos[difference];
      return 0.5 * (row % 2 === 1 ? cosDifference + cos[sum] : cosDifference - cos[sum]);
    }
    const sinDifference = a === b ? 0 : sin[difference];
    return 0.5 * (row % 2 === 1 ? sin[sum] - sinDifference : sin[sum] + sinDifference);
  }

  #value(row: number, k: number): number {
    if (row === 0) return 0;
    const { valueCos, valueSin } = this.#summation;
    return (row % 2 === 1 ? valueCos : valueSin)[((row + 1) >> 1) * anchorLength + k];
  }
}
