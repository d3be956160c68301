import { type FrequencyGrid, frequencyAt } from "./frequency-grid.ts";

/** Weighted sums over the points of a light curve at consecutive frequencies of a grid. */
export interface PhaseSums {
  /** Σ w cos ωt and Σ w sin ωt. */
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  /** Σ w y cos ωt and Σ w y sin ωt. */
  readonly valueCos: Float64Array;
  readonly valueSin: Float64Array;
  /** Σ w cos² ωt and Σ w cos ωt sin ωt; Σ w sin² ωt = 1 − the first. */
  readonly cosCos: Float64Array;
  readonly cosSin: Float64Array;
  readonly sinSin: Float64Array;
}

/** Frequencies a phasor is turned through before it is set anew: keeps the rounding of the rotation below 1e-14. */
export const anchorLength = 64;

export interface WeightedPoints {
  readonly times: Float64Array;
  readonly weights: Float64Array;
  readonly values: Float64Array;
}

/** Sums of one block of frequencies at a time, in arrays that are used again for the next block. */
export class PhaseSummation {
  readonly sums: PhaseSums;
  readonly #points: WeightedPoints;

  constructor(points: WeightedPoints) {
    this.#points = points;
    const array = () => new Float64Array(anchorLength);
    this.sums = {
      cos: array(),
      sin: array(),
      valueCos: array(),
      valueSin: array(),
      cosCos: array(),
      cosSin: array(),
      sinSin: array(),
    };
  }

  /**
   * Fills `sums[0 … length)` for frequencies k0 … k0 + length − 1 of `grid`, length ≤ 64. One sine and cosine a point and block: the
   * phasor e^{iωt} of a point is set exactly at k0 and turned by e^{iδωt} from there on.
   */
  fill(grid: FrequencyGrid, k0: number, length: number): void {
    const { cos, sin, valueCos, valueSin, cosCos, cosSin, sinSin } = this.sums;
    for (const sum of Object.values(this.sums)) (sum as Float64Array).fill(0);
    const { times, weights, values } = this.#points;
    const start = 2 * Math.PI * frequencyAt(grid, k0);
    const turn = 2 * Math.PI * grid.step;
    for (let i = 0; i < times.length; i++) {
      const weight = weights[i];
      const weightedValue = weight * values[i];
      let c = Math.cos(start * times[i]);
      let s = Math.sin(start * times[i]);
      const turnCos = Math.cos(turn * times[i]);
      const turnSin = Math.sin(turn * times[i]);
      for (let k = 0; k < length; k++) {
        const weightedCos = weight * c;
        const weightedSin = weight * s;
        cos[k] += weightedCos;
        sin[k] += weightedSin;
        valueCos[k] += weightedValue * c;
        valueSin[k] += weightedValue * s;
        cosCos[k] += weightedCos * c;
        cosSin[k] += weightedCos * s;
        sinSin[k] += weightedSin * s;
        const next = c * turnCos - s * turnSin;
        s = s * turnCos + c * turnSin;
        c = next;
      }
    }
  }
}
