import type { ImagingExports } from "./imaging-exports.ts";

type Median = (source: number, stride: number, pixels: number, target: number) => void;
type RiceDecode = (source: number, length: number, count: number, blockSize: number, target: number) => number;
type RiceScale = (
  source: number,
  length: number,
  count: number,
  blockSize: number,
  target: number,
  scale: number,
  zero: number,
) => number;
type EncodeRow = (
  row: number,
  count: number,
  level: number,
  scratch: number,
  integers: number,
  target: number,
) => number;
type GreyRow = (row: number, count: number, zmin: number, zmax: number, table: number, target: number) => void;

/** What dist/kernels.wasm exports; addresses and lengths in bytes, counts in pixels. The docstrings stand in assembly/. */
export interface KernelExports
  extends Record<`median${2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`, Median>,
    ImagingExports {
  memory: WebAssembly.Memory;
  riceDecodeU8: RiceDecode;
  riceDecodeI16: RiceDecode;
  riceDecodeI32: RiceDecode;
  riceScaleU8: RiceScale;
  riceScaleI16: RiceScale;
  riceScaleI32: RiceScale;
  unquantise(
    source: number,
    count: number,
    target: number,
    scale: number,
    zero: number,
    blank: number,
    hasBlank: boolean,
  ): void;
  undither(
    source: number,
    count: number,
    target: number,
    scale: number,
    zero: number,
    blank: number,
    hasBlank: boolean,
    keepsZero: boolean,
    random: number,
    seed: number,
  ): void;
  medianByNetwork(
    source: number,
    stride: number,
    count: number,
    pixels: number,
    network: number,
    comparators: number,
    scratch: number,
    target: number,
  ): void;
  medianByBisection(
    source: number,
    stride: number,
    count: number,
    pixels: number,
    scratch: number,
    target: number,
  ): void;
  rowNoise(row: number, count: number, scratch: number): number;
  encodeRow: EncodeRow;
  encodeRowFloat64: EncodeRow;
  riceEncode(integers: number, count: number, output: number): number;
  greyRow: GreyRow;
  greyRowFloat64: GreyRow;
  rowMinimum: WebAssembly.Global;
  rowMaximum: WebAssembly.Global;
  tileScale: WebAssembly.Global;
  tileZero: WebAssembly.Global;
  tileHasNulls: WebAssembly.Global;
}
