import { type FrequencyGrid, frequencyAt } from "./frequency-grid.ts";

/** A periodogram to draw: the highest power of each of at most 2000 runs of neighbouring frequencies, with the frequency it stands at. */
export class Spectrum {
  readonly frequency: Float64Array;
  readonly power: Float64Array;
  readonly #grid: FrequencyGrid;
  readonly #run: number;

  constructor(grid: FrequencyGrid) {
    this.#grid = grid;
    this.#run = Math.ceil(grid.count / 2000);
    const points = Math.ceil(grid.count / this.#run);
    this.frequency = new Float64Array(points);
    this.power = new Float64Array(points).fill(-1);
  }

  /** Power of frequency k of the grid. */
  show(k: number, power: number): void {
    const point = Math.floor(k / this.#run);
    if (power <= this.power[point]) return;
    this.power[point] = power;
    this.frequency[point] = frequencyAt(this.#grid, k);
  }
}
