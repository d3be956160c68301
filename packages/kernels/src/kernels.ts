import { ditherTable } from "@datalab/fits";
import { greyTable } from "./grey.ts";
import type { KernelExports } from "./kernel-exports.ts";
import { medianNetwork } from "./median-network.ts";

/** The compiler puts its own data below this address. */
const firstFree = 65_536;
const pageBytes = 65_536;
/** Beyond this many planes bisection is faster than a sorting network. */
const networkLimit = 256;
/** Unrolled networks exist up to this many planes. */
const unrolledLimit = 12;

/** How far a decoder may look beyond the end of a compressed tile. */
export const readAhead = 1024;

/** One instance of the kernels with its own memory, handed out front to back and taken back all at once. */
export class Kernels {
  readonly exports: KernelExports;
  readonly ditherTable: number;
  readonly greyTable: number;
  private readonly start: number;
  private free = firstFree;
  private integerRow = { address: 0, count: 0 };
  private network = { planes: 0, bytes: new Uint32Array(0) };

  constructor(module: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(module).exports as unknown as KernelExports;
    this.ditherTable = this.put(ditherTable());
    this.greyTable = this.put(greyTable());
    this.start = this.free;
  }

  /** Forgets everything allocated since construction. */
  reset(): void {
    this.free = this.start;
    this.integerRow = { address: 0, count: 0 };
  }

  /** Address of a scratch row of `count` integers, shared by all who ask until the next reset. */
  sharedIntegers(count: number): number {
    if (this.integerRow.count < count) this.integerRow = { address: this.allocate(count * 4 + 16), count };
    return this.integerRow.address;
  }

  /** Address of `bytes` fresh bytes, aligned to 64. Views taken before are invalid. */
  allocate(bytes: number): number {
    const address = this.free;
    this.free += Math.ceil(bytes / 64) * 64;
    const missing = this.free - this.exports.memory.buffer.byteLength;
    if (missing > 0) this.exports.memory.grow(Math.ceil(missing / pageBytes));
    return address;
  }

  put(values: Uint8Array | Float32Array | Uint32Array): number {
    const address = this.allocate(values.byteLength);
    this.bytes(address, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return address;
  }

  bytes(address: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.exports.memory.buffer, address, length);
  }

  floats(address: number, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.exports.memory.buffer, address, count);
  }

  integers(address: number, count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.exports.memory.buffer, address, count);
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
