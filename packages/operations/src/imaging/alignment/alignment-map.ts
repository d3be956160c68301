import type { Affine } from "@datalab/kernels";
import { invertSimilarity, type Similarity } from "./similarity.ts";

/**
 * The way back of an alignment, from pixels of the reference to those of the image, in edge coordinates (pixel i covers [i, i+1)). The
 * similarity counts the centre of the first pixel as 1. `wcsToEdge` 0.5 is exact; 0 leaves that difference out as the predecessor did (D28).
 */
export function alignmentMap(similarity: Similarity, wcsToEdge: number): Affine {
  const { a, b, c, d } = invertSimilarity(similarity);
  return [a, -b, c + wcsToEdge * (a - b - 1), b, a, d + wcsToEdge * (b + a - 1)];
}
