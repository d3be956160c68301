/** What people are told of a sum in which values are missing. */
export function countedAsNothing(pixels: number): string {
  const lack = pixels === 1 ? "1 pixel lacks" : `${pixels} pixels lack`;
  return `${lack} the value of at least one image, which counts as 0 in the sum.`;
}

/** What people are told of any other result in which values are missing. */
export function withoutValue(pixels: number): string {
  const have = pixels === 1 ? "1 pixel has" : `${pixels} pixels have`;
  return `${have} no value, because an image has none there.`;
}
