import type { Point } from "./similarity.ts";

/** Four stars as a shape that shift, rotation and scale leave alone. */
export interface Quad {
  /** The two stars farthest from each other, in canonical order. */
  readonly ends: readonly [Point, Point];
  /** Where the other two lie when the ends are put at (0,0) and (1,1): x, y, x, y. */
  readonly hash: readonly [number, number, number, number];
}

const pairs = [
  [0, 1, 2, 3],
  [0, 2, 1, 3],
  [0, 3, 1, 2],
  [1, 2, 0, 3],
  [1, 3, 0, 2],
  [2, 3, 0, 1],
] as const;

/**
 * The quad of four stars, or undefined when two of them are within `closest` pixels. Canonical: the two inner stars in order of x, and
 * nearer to the first end than to the second, by their mean x (Lang et al. 2010, "Astrometry.net", §2.1).
 */
export function quadOf(stars: readonly [Point, Point, Point, Point], closest: number): Quad | undefined {
  let [shortest, longest] = [Number.POSITIVE_INFINITY, -1];
  let order: (typeof pairs)[number] = pairs[0];
  for (const pair of pairs) {
    const square = (stars[pair[1]].x - stars[pair[0]].x) ** 2 + (stars[pair[1]].y - stars[pair[0]].y) ** 2;
    shortest = Math.min(shortest, square);
    if (square > longest) [longest, order] = [square, pair];
  }
  if (!(shortest > closest * closest)) return undefined;
  const [A, B, C, D] = order.map((i) => stars[i]);
  const [x, y] = [B.x - A.x, B.y - A.y];
  const [a, b] = [(x + y) / longest, (x - y) / longest];
  const inFrame = (star: Point) => ({
    x: a * (star.x - A.x) - b * (star.y - A.y),
    y: b * (star.x - A.x) + a * (star.y - A.y),
  });
  return canonical([A, B], inFrame(C), inFrame(D));
}

function canonical([A, B]: [Point, Point], C: Point, D: Point): Quad {
  const fromB = ({ x, y }: Point) => ({ x: 1 - x, y: 1 - y });
  const reversed = C.x + D.x > 1;
  const [first, second] = C.x > D.x !== reversed ? [D, C] : [C, D];
  if (!reversed) return { ends: [A, B], hash: [first.x, first.y, second.x, second.y] };
  const [c, d] = [fromB(first), fromB(second)];
  return { ends: [B, A], hash: [c.x, c.y, d.x, d.y] };
}
