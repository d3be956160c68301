import { ditherTable } from "@datalab/fits";
import { greyTable } from "./grey.ts";
import { KernelMemory } from "./kernel-memory.ts";
import { medianNetwork } from "./median-network.ts";

/** Beyond this many planes bisection is faster than a sorting network. */
export const networkLimit = 256;
/** Unrolled networks exist up to this many planes. */
const unrolledLimit = 12;

/** How far a decoder may look beyond the end of a compressed tile. */
export const readAhead = 1024;

/** The kernels with their tables and the choice of the median network. */
export class Kernels extends KernelMemory {
  readonly ditherTable: number;
  readonly greyTable: number;
  private integerRow = { address: 0, count: 0 };
  private network = { planes: 0, bytes: new Uint32Array(0) };

  constructor(module: WebAssembly.Module) {
    super(module);
    this.ditherTable = this.put(ditherTable());
    this.greyTable = this.put(greyTable());
    this.keep();
  }

  override release(mark: number): void {
    super.release(mark);
    this.integerRow = { address: 0, count: 0 };
  }

  /** Address of a scratch row of `count` integers, shared by all who ask until something is released. */
  sharedIntegers(count: number): number {
    if (this.integerRow.count < count) this.integerRow = { address: this.allocate(count * 4 + 16), count };
    return this.integerRow.address;
  }

  /**
   * A function that writes the median of `planes` planes of `pixels` float32 (a multiple of 16), `stride` bytes apart, to a target.
   * Even numbers give (a+b)·0.5 in float32; any NaN gives NaN. Allocates what it needs now.
   */
  median(planes: number): (source: number, stride: number, pixels: number, target: number) => void {
    const { exports } = this;
    if (planes >= 2 && planes <= unrolledLimit) return exports[`median${planes as 2}`];
    const scratch = this.allocate(planes * 64);
    if (planes > networkLimit) {
      return (source, stride, pixels, target) =>
        exports.medianByBisection(source, stride, planes, pixels, scratch, target);
    }
    const network = this.networkBytes(planes);
    const address = this.put(network);
    return (source, stride, pixels, target) =>
      exports.medianByNetwork(source, stride, planes, pixels, address, network.length / 2, scratch, target);
  }

  private networkBytes(planes: number): Uint32Array {
    if (this.network.planes !== planes) {
      const bytes = medianNetwork(planes).flatMap(({ low, high }) => [low * 64, high * 64]);
      this.network = { planes, bytes: Uint32Array.from(bytes) };
    }
    return this.network.bytes;
  }
}
