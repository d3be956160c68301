import { KdTree } from "./kd-tree.ts";
import type { Quad } from "./quad.ts";
import { QuadLevels } from "./quad-levels.ts";
import { applySimilarity, fitSimilarity, type Point, type Similarity, similarityOfPairs } from "./similarity.ts";
import type { StarField } from "./star-field.ts";

export interface Alignment {
  /** From pixels of the unknown image to those of the reference, the centre of the first one at 1. */
  readonly similarity: Similarity;
  /** Stars found in both. */
  readonly matches: number;
}

const fewestStars = 4;
/** Pixels between a star of the reference and where the unknown image says it is. */
const matchRadius = 5;
/** Distance of hashes up to which quads may be of the same stars. */
const hashRadius = 0.005;
/** Pairs of quads tried at each level. */
const candidates = 4;

/**
 * How one image lies on another, from the patterns their stars make (operations.md §5.1; quads as in Lang et al. 2010): a pair of quads
 * of the same shape gives a similarity, which counts when it brings enough stars together; then all of those refine it. Undefined when
 * there are too few stars, or nothing fits.
 */
export function alignStars(reference: StarField, unknown: StarField): Alignment | undefined {
  const total = unknown.stars.length;
  if (total < fewestStars || reference.stars.length < fewestStars) return undefined;
  const needed = total < 5 ? 4 : Math.max(4, Math.min(8, total / 5));
  const identify = matcher(reference.stars);
  const [known, found] = [new QuadLevels(reference), new QuadLevels(unknown)];
  do {
    for (const similarity of candidateSimilarities(known.quads, found.quads)) {
      const pairs = identify(unknown.stars, similarity);
      if (pairs.length < needed) continue;
      const refined = fitted(pairs);
      return { similarity: refined, matches: identify(unknown.stars, refined).length };
    }
  } while ([known.grow(), found.grow()].includes(true));
  return undefined;
}

interface Pair {
  unknown: Point;
  reference: Point;
}

/** The similarities of the pairs of quads most alike, the best first. */
function candidateSimilarities(reference: readonly Quad[], unknown: readonly Quad[]): Similarity[] {
  if (reference.length === 0) return [];
  const tree = new KdTree(Float64Array.from(reference.flatMap(({ hash }) => hash)), 4);
  const likenesses = unknown.map((quad) => ({ quad, ...tree.nearest(quad.hash) }));
  likenesses.sort((one, other) => one.distance - other.distance);
  if (!(likenesses[0]?.distance < hashRadius)) return [];
  return likenesses.slice(0, candidates).map(({ quad, index }) => similarityOfPairs(quad.ends, reference[index].ends));
}

/** Finds which stars of an image are which of the reference; stars with two of them in reach do not count. */
function matcher(reference: readonly Point[]): (stars: readonly Point[], similarity: Similarity) => Pair[] {
  const tree = new KdTree(Float64Array.from(reference.flatMap(({ x, y }) => [x, y])), 2);
  return (stars, similarity) =>
    stars.flatMap((star) => {
      const { x, y } = applySimilarity(similarity, star);
      const { index, distance, second } = tree.nearest([x, y]);
      if (!(distance < matchRadius && second > 2 * distance)) return [];
      return [{ unknown: star, reference: reference[index] }];
    });
}

function fitted(pairs: readonly Pair[]): Similarity {
  return fitSimilarity(
    pairs.map(({ unknown }) => unknown),
    pairs.map(({ reference }) => reference),
  );
}
