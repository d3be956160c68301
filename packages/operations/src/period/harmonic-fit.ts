import type { HarmonicSummation } from "./harmonic-sums.ts";
import { anchorLength } from "./phase-sums.ts";

/** A coefficient whose variance the others blow up more than this many times is not determined by the points, and left at 0. */
const mostInflation = 1000;

/**
 * Weighted least squares of mean + Σ_{m≤K} a_m cos mωt + b_m sin mωt for K = 1 … harmonics at once: one Cholesky decomposition in the
 * order mean, a₁, b₁, a₂, … holds all of them. Buffers are used again from call to call.
 */
export class HarmonicFit {
  readonly #summation: HarmonicSummation;
  readonly #size: number;
  readonly #factor: Float64Array;
  readonly #solved: Float64Array;
  /** Share of the variance taken away by 1, 2, … harmonics at the frequency of the last `fit`. */
  readonly powers: Float64Array;

  constructor(summation: HarmonicSummation) {
    this.#summation = summation;
    this.#size = 2 * summation.harmonics + 1;
    this.#factor = new Float64Array(this.#size * this.#size);
    this.#solved = new Float64Array(this.#size);
    this.powers = new Float64Array(summation.harmonics);
  }

  /** Fills `powers` from the sums of frequency `k` of the block; `variance` is Σwy² of the centred values. */
  fit(k: number, variance: number): void {
    let explained = 0;
    for (let row = 0; row < this.#size; row++) {
      explained += this.#eliminate(row, k) ** 2;
      if (row > 0 && row % 2 === 0) this.powers[row / 2 - 1] = Math.min(1, explained / variance);
    }
  }

  #eliminate(row: number, k: number): number {
    const size = this.#size;
    const factor = this.#factor;
    const solved = this.#solved;
    const start = row * size;
    for (let column = 0; column < row; column++) {
      let sum = this.#product(row, column, k);
      for (let j = 0; j < column; j++) sum -= factor[start + j] * factor[column * size + j];
      const pivot = factor[column * size + column];
      factor[start + column] = pivot === 0 ? 0 : sum / pivot;
    }
    const square = this.#product(row, row, k);
    let rest = square;
    let value = this.#value(row, k);
    for (let j = 0; j < row; j++) {
      rest -= factor[start + j] ** 2;
      value -= factor[start + j] * solved[j];
    }
    const pivot = rest * mostInflation > square ? Math.sqrt(rest) : 0;
    factor[start + row] = pivot;
    solved[row] = pivot === 0 ? 0 : value / pivot;
    return solved[row];
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
