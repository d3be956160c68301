type ReducePlanes = (source: number, stride: number, count: number, pixels: number, target: number) => void;

type ResampleRow = (
  window: number,
  width: number,
  height: number,
  windowStart: number,
  windowEnd: number,
  above: number,
  here: number,
  below: number,
  count: number,
  target: number,
) => void;

/** The exports that combine planes and resample images; docstrings in assembly/{reduce,nan-median,clipped-mean,bracket,area-resize,bilinear,composite,positions,resample}.ts. */
export interface ImagingExports {
  sumPlanes: ReducePlanes;
  countIncomplete(source: number, stride: number, count: number, pixels: number): number;
  meanOfPlanes: ReducePlanes;
  minimumOfPlanes: ReducePlanes;
  maximumOfPlanes: ReducePlanes;
  subtractPlanes(source: number, stride: number, pixels: number, target: number): void;
  dividePlane(source: number, divisor: number, pixels: number, target: number): void;
  addFloat64(source: number, pixels: number, target: number): void;
  nanMedianByNetwork(
    source: number,
    stride: number,
    count: number,
    pixels: number,
    network: number,
    comparators: number,
    scratch: number,
    target: number,
  ): void;
  nanMedianByBisection(
    source: number,
    stride: number,
    count: number,
    pixels: number,
    scratch: number,
    target: number,
  ): void;
  clippedMeanOfPlanes(
    source: number,
    stride: number,
    count: number,
    pixels: number,
    network: number,
    comparators: number,
    scratch: number,
    low: number,
    high: number,
    iterations: number,
    target: number,
  ): void;
  gatherBracket(row: number, count: number, low: number, high: number, target: number): number;
  bracketBelow: WebAssembly.Global;
  bracketHasNaN: WebAssembly.Global;
  addWeightedRow(row: number, count: number, weight: number, target: number): void;
  sumSpans(row: number, columns: number, spans: number, factor: number, target: number): void;
  bilinearRow(
    source: number,
    width: number,
    height: number,
    a: number,
    b: number,
    c: number,
    d: number,
    count: number,
    target: number,
  ): void;
  addColour(
    row: number,
    count: number,
    zmin: number,
    zmax: number,
    red: number,
    green: number,
    blue: number,
    sums: number,
    stride: number,
  ): void;
  paintComposite(sums: number, stride: number, count: number, table: number, target: number): void;
  homographyRow(matrix: number, y: number, count: number, target: number): void;
  gridRow(
    nodes: number,
    columns: number,
    spacing: number,
    weights: number,
    phase: number,
    count: number,
    scratch: number,
    target: number,
  ): void;
  weighRow(row: number, columns: number, taps: number, target: number): void;
  ringLevel(
    image: number,
    width: number,
    rows: number,
    x: number,
    y: number,
    inner: number,
    outer: number,
    scratch: number,
  ): number;
  ringPixels: WebAssembly.Global;
  resampleRow: ResampleRow;
  resampleRowFloat64: ResampleRow;
  forgetNeeded(): void;
  neededFrom: WebAssembly.Global;
  neededTo: WebAssembly.Global;
}
