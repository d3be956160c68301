import { type Kernels, readAhead } from "./kernels.ts";

/** Places bytes in the memory of the kernels with garbage behind them, as a following tile would be. */
export function place(kernels: Kernels, values: Uint8Array | Float32Array | Int32Array): number {
  const address = kernels.allocate(values.byteLength + readAhead);
  kernels.bytes(address, values.byteLength + readAhead).fill(0xa5);
  kernels.bytes(address, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return address;
}
