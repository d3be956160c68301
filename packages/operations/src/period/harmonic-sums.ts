import { type FrequencyGrid, frequencyAt } from "./frequency-grid.ts";
import { anchorLength, type WeightedPoints } from "./phase-sums.ts";

/**
 * For one block of ≤ 64 frequencies of a grid: Σw cos mωt and Σw sin mωt for m ≤ 2·harmonics, Σwy cos mωt and Σwy sin mωt for
 * m ≤ harmonics; row m of an array starts at 64·m (row 0 is not used). All harmonics follow from one phasor a point by multiplication.
 */
export class HarmonicSummation {
  readonly harmonics: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  readonly valueCos: Float64Array;
  readonly valueSin: Float64Array;
  /** Weighted variance of cos ωt, on average over all frequencies of an irregular sampling: (1 − Σw²)/2. */
  readonly typicalSquare: number;
  readonly #points: WeightedPoints;
  readonly #baseCos = new Float64Array(anchorLength);
  readonly #baseSin = new Float64Array(anchorLength);
  readonly #turnedCos = new Float64Array(anchorLength);
  readonly #turnedSin = new Float64Array(anchorLength);

  constructor(points: WeightedPoints, harmonics: number) {
    this.#points = points;
    this.harmonics = harmonics;
    this.typicalSquare = (1 - points.weights.reduce((sum, weight) => sum + weight * weight, 0)) / 2;
    this.cos = new Float64Array((2 * harmonics + 1) * anchorLength);
    this.sin = new Float64Array((2 * harmonics + 1) * anchorLength);
    this.valueCos = new Float64Array((harmonics + 1) * anchorLength);
    this.valueSin = new Float64Array((harmonics + 1) * anchorLength);
  }

  /** Fills the sums of frequencies k0 … k0 + length − 1. */
  fill(grid: FrequencyGrid, k0: number, length: number): void {
    for (const sums of [this.cos, this.sin, this.valueCos, this.valueSin]) sums.fill(0);
    const { times, weights, values } = this.#points;
    const start = 2 * Math.PI * frequencyAt(grid, k0);
    const turn = 2 * Math.PI * grid.step;
    for (let i = 0; i < times.length; i++) {
      this.#setPhasors(start * times[i], turn * times[i], length);
      for (let m = 1; m <= 2 * this.harmonics; m++) {
        if (m <= this.harmonics) this.#addValues(m, weights[i], weights[i] * values[i], length);
        else this.#addWeights(m, weights[i], length);
      }
    }
  }

  #setPhasors(phase: number, turn: number, length: number): void {
    const baseCos = this.#baseCos;
    const baseSin = this.#baseSin;
    const turnedCos = this.#turnedCos;
    const turnedSin = this.#turnedSin;
    const turnCos = Math.cos(turn);
    const turnSin = Math.sin(turn);
    let c = Math.cos(phase);
    let s = Math.sin(phase);
    for (let k = 0; k < length; k++) {
      baseCos[k] = c;
      baseSin[k] = s;
      turnedCos[k] = c;
      turnedSin[k] = s;
      const next = c * turnCos - s * turnSin;
      s = s * turnCos + c * turnSin;
      c = next;
    }
  }

  #addValues(m: number, weight: number, weightedValue: number, length: number): void {
    const { cos, sin, valueCos, valueSin } = this;
    const baseCos = this.#baseCos;
    const baseSin = this.#baseSin;
    const turnedCos = this.#turnedCos;
    const turnedSin = this.#turnedSin;
    const row = m * anchorLength;
    for (let k = 0; k < length; k++) {
      const c = turnedCos[k];
      const s = turnedSin[k];
      cos[row + k] += weight * c;
      sin[row + k] += weight * s;
      valueCos[row + k] += weightedValue * c;
      valueSin[row + k] += weightedValue * s;
      turnedCos[k] = c * baseCos[k] - s * baseSin[k];
      turnedSin[k] = s * baseCos[k] + c * baseSin[k];
    }
  }

  #addWeights(m: number, weight: number, length: number): void {
    const { cos, sin } = this;
    const baseCos = this.#baseCos;
    const baseSin = this.#baseSin;
    const turnedCos = this.#turnedCos;
    const turnedSin = this.#turnedSin;
    const row = m * anchorLength;
    for (let k = 0; k < length; k++) {
      const c = turnedCos[k];
      const s = turnedSin[k];
      cos[row + k] += weight * c;
      sin[row + k] += weight * s;
      turnedCos[k] = c * baseCos[k] - s * baseSin[k];
      turnedSin[k] = s * baseCos[k] + c * baseSin[k];
    }
  }
}
