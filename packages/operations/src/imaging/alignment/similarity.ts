/** Rotation, scale and shift of a plane: X = a·x − b·y + c, Y = b·x + a·y + d. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function applySimilarity({ a, b, c, d }: Similarity, { x, y }: Point): Point {
  return { x: a * x - b * y + c, y: b * x + a * y + d };
}

/** The one similarity that takes `from` to `to`. The two points of `from` differ. */
export function similarityOfPairs(from: readonly [Point, Point], to: readonly [Point, Point]): Similarity {
  const [x, y] = [from[1].x - from[0].x, from[1].y - from[0].y];
  const [X, Y] = [to[1].x - to[0].x, to[1].y - to[0].y];
  const square = x * x + y * y;
  const a = (x * X + y * Y) / square;
  const b = (x * Y - y * X) / square;
  return { a, b, c: to[0].x - (a * from[0].x - b * from[0].y), d: to[0].y - (b * from[0].x + a * from[0].y) };
}

/** The similarity that brings the points of `from` closest to their partners in `to`, by least squares. At least two points that differ. */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [centre, target] = [meanOf(from), meanOf(to)];
  let [along, across, square] = [0, 0, 0];
  for (const [i, point] of from.entries()) {
    const [x, y] = [point.x - centre.x, point.y - centre.y];
    const [X, Y] = [to[i].x - target.x, to[i].y - target.y];
    along += x * X + y * Y;
    across += x * Y - y * X;
    square += x * x + y * y;
  }
  const [a, b] = [along / square, across / square];
  return { a, b, c: target.x - (a * centre.x - b * centre.y), d: target.y - (b * centre.x + a * centre.y) };
}

export function invertSimilarity({ a, b, c, d }: Similarity): Similarity {
  const square = a * a + b * b;
  const [A, B] = [a / square, -b / square];
  return { a: A, b: B, c: -(A * c - B * d), d: -(B * c + A * d) };
}

function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
