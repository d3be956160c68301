export interface Peak {
  readonly frequency: number;
  readonly power: number;
}

/** The highest peaks of a scan that passes by in order of frequency, at least `separation` apart. */
export class PeakList {
  readonly peaks: Peak[] = [];
  readonly #most: number;
  readonly #separation: number;
  #before = -Infinity;
  #last: Peak = { frequency: 0, power: -Infinity };

  constructor(most: number, separation: number) {
    this.#most = most;
    this.#separation = separation;
  }

  /** The next value of the scan; a peak is one not below its neighbours, the ends of the scan included. */
  next(frequency: number, power: number): void {
    if (this.#last.power >= power && this.#last.power > this.#before) this.#keep(this.#last);
    this.#before = this.#last.power;
    this.#last = { frequency, power };
  }

  end(): readonly Peak[] {
    this.next(Infinity, -Infinity);
    return this.peaks;
  }

  #keep(peak: Peak): void {
    const lowest = this.peaks.at(-1);
    if (this.peaks.length === this.#most && lowest !== undefined && peak.power <= lowest.power) return;
    const near = this.peaks.findIndex(({ frequency }) => Math.abs(frequency - peak.frequency) < this.#separation);
    if (near >= 0) {
      if (this.peaks[near].power >= peak.power) return;
      this.peaks.splice(near, 1);
    }
    this.peaks.push(peak);
    this.peaks.sort((a, b) => b.power - a.power);
    this.peaks.length = Math.min(this.peaks.length, this.#most);
  }
}
