export { addWeightedRow, sumSpans } from "./area-resize";
export { bilinearRow } from "./bilinear";
export { bracketBelow, bracketHasNaN, gatherBracket } from "./bracket";
export { clippedMeanOfPlanes } from "./clipped-mean";
export { addColour, paintComposite } from "./composite";
export { greyRow, greyRowFloat64 } from "./grey";
export { medianByBisection, medianByNetwork } from "./median";
export { nanMedianByBisection, nanMedianByNetwork } from "./nan-median";
export { gridRow, homographyRow } from "./positions";
export {
  addFloat64,
  countIncomplete,
  dividePlane,
  maximumOfPlanes,
  meanOfPlanes,
  minimumOfPlanes,
  subtractPlanes,
  sumPlanes,
} from "./reduce";
export { forgetNeeded, neededFrom, neededTo, resampleRow, resampleRowFloat64 } from "./resample";
export { rowMaximum, rowMinimum, rowNoise } from "./noise";
export { encodeRow, encodeRowFloat64, tileHasNulls, tileScale, tileZero } from "./quantise";
export { riceDecodeI16, riceDecodeI32, riceDecodeU8, riceScaleI16, riceScaleI32, riceScaleU8 } from "./rice-decode";
export { riceEncode } from "./rice-encode";
export { ringLevel, ringPixels } from "./ring-level";
export { undither, unquantise } from "./unquantise";
export { weighRow } from "./weigh-row";
export * from "./median-unrolled";
