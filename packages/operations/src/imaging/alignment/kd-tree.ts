/** Points of `dimensions` coordinates each, one after the other, arranged for nearest-neighbour search (Bentley, 1975). */
export class KdTree {
  private readonly points: Float64Array;
  private readonly dimensions: number;
  /** Numbers of points; the middle of a range splits it along the axis of its depth. */
  private readonly order: Uint32Array;

  constructor(points: Float64Array, dimensions: number) {
    this.points = points;
    this.dimensions = dimensions;
    this.order = Uint32Array.from({ length: points.length / dimensions }, (_, i) => i);
    this.arrange(0, this.order.length, 0);
  }

  /** The point nearest to `target` (-1: there is none), its distance, and the distance of the next one (Infinity: there is none). */
  nearest(target: ArrayLike<number>): { index: number; distance: number; second: number } {
    const found = { index: -1, square: Number.POSITIVE_INFINITY, second: Number.POSITIVE_INFINITY };
    this.search(target, 0, this.order.length, 0, found);
    return { index: found.index, distance: Math.sqrt(found.square), second: Math.sqrt(found.second) };
  }

  private arrange(start: number, end: number, depth: number): void {
    if (end - start < 2) return;
    const axis = depth % this.dimensions;
    const value = (i: number) => this.points[i * this.dimensions + axis];
    this.order.subarray(start, end).sort((i, j) => value(i) - value(j));
    const middle = (start + end) >> 1;
    this.arrange(start, middle, depth + 1);
    this.arrange(middle + 1, end, depth + 1);
  }

  private search(
    target: ArrayLike<number>,
    start: number,
    end: number,
    depth: number,
    found: { index: number; square: number; second: number },
  ): void {
    if (start >= end) return;
    const middle = (start + end) >> 1;
    const index = this.order[middle];
    const square = this.squareTo(target, index);
    if (square < found.square) {
      found.second = found.square;
      found.square = square;
      found.index = index;
    } else if (square < found.second) found.second = square;
    const axis = depth % this.dimensions;
    const side = target[axis] - this.points[index * this.dimensions + axis];
    const [nearStart, nearEnd, farStart, farEnd] =
      side < 0 ? [start, middle, middle + 1, end] : [middle + 1, end, start, middle];
    this.search(target, nearStart, nearEnd, depth + 1, found);
    if (side * side < found.second) this.search(target, farStart, farEnd, depth + 1, found);
  }

  private squareTo(target: ArrayLike<number>, index: number): number {
    let sum = 0;
    for (let axis = 0; axis < this.dimensions; axis++) {
      sum += (target[axis] - this.points[index * this.dimensions + axis]) ** 2;
    }
    return sum;
  }
}
