/** What runs in a browser: no Node API and no other package. The bytes of kernels.wasm are the caller's to fetch. */
export { AreaResizer } from "./area-resizer.ts";
export { bilinearRow } from "./bilinear.ts";
export { greyLimits, greyTable } from "./grey.ts";
export type { KernelExports } from "./kernel-exports.ts";
export { KernelMemory, loadKernels } from "./kernel-memory.ts";
export { medianNetwork } from "./median-network.ts";
