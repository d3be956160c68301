export { greyRow } from "./grey";
export { medianByBisection, medianByNetwork } from "./median";
export { rowMaximum, rowMinimum, rowNoise } from "./noise";
export { encodeRow, tileHasNulls, tileScale, tileZero } from "./quantise";
export { riceDecodeI16, riceDecodeI32, riceDecodeU8, riceScaleI16, riceScaleI32, riceScaleU8 } from "./rice-decode";
export { riceEncode } from "./rice-encode";
export { undither, unquantise } from "./unquantise";
export * from "./median-unrolled";
