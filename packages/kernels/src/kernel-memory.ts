import type { KernelExports } from "./kernel-exports.ts";

/** The compiler puts its own data below this address. */
const firstFree = 65_536;
const pageBytes = 65_536;

/**
 * One instance of the kernels with its own memory, handed out front to back and taken back all at once. Imports nothing and runs
 * wherever WebAssembly with SIMD does, browsers included.
 */
export class KernelMemory {
  readonly exports: KernelExports;
  private kept = firstFree;
  private free = firstFree;

  constructor(module: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(module).exports as unknown as KernelExports;
  }

  /** Keeps what was allocated until now over resets. */
  protected keep(): void {
    this.kept = this.free;
  }

  /** Forgets everything allocated since construction. */
  reset(): void {
    this.release(this.kept);
  }

  /** What `release` takes to forget everything allocated after this call. */
  mark(): number {
    return this.free;
  }

  release(mark: number): void {
    this.free = mark;
  }

  /** Address of `bytes` fresh bytes, aligned to 64. Views taken before are invalid. */
  allocate(bytes: number): number {
    const address = this.free;
    this.free += Math.ceil(bytes / 64) * 64;
    const missing = this.free - this.exports.memory.buffer.byteLength;
    if (missing > 0) this.exports.memory.grow(Math.ceil(missing / pageBytes));
    return address;
  }

  put(values: Uint8Array | Float32Array | Uint32Array | Float64Array): number {
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

  doubles(address: number, count: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.exports.memory.buffer, address, count);
  }

  integers(address: number, count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.exports.memory.buffer, address, count);
  }
}

/** Compiles the bytes of kernels.wasm, wherever they came from. Throws WebAssembly.CompileError where SIMD is missing. */
export async function loadKernels(bytes: BufferSource): Promise<KernelMemory> {
  return new KernelMemory(await WebAssembly.compile(bytes));
}
