import { type Quad, quadOf } from "./quad.ts";
import type { Point } from "./similarity.ts";
import type { StarField } from "./star-field.ts";

/** Quads of the brightest stars of the whole field. */
const brightest = 7;
/** Then of the stars around each node of a grid: so many nodes a side, so many stars, after skipping so many brighter ones. */
const grids = [
  { nodes: 3, skip: 0, take: 5 },
  { nodes: 6, skip: 0, take: 5 },
  { nodes: 12, skip: 0, take: 5 },
  { nodes: 10, skip: 3, take: 6 },
] as const;
const levels = 1 + grids.length;
const farthestApart = 30;
/** Hashes closer than this in every part are one quad found twice. */
const hashStep = 1e-6;

/** The quads of a field, found in levels: few large ones first. */
export class QuadLevels {
  readonly quads: Quad[] = [];
  private readonly field: StarField;
  private readonly known = new Set<string>();
  private reached = 0;

  constructor(field: StarField) {
    this.field = field;
    this.grow();
  }

  /** Adds the quads of the next level; false when there is none. */
  grow(): boolean {
    if (this.reached === levels) return false;
    const { stars } = this.field;
    if (this.reached === 0) this.add(stars.slice(0, brightest));
    else {
      const { nodes, skip, take } = grids[this.reached - 1];
      for (const centre of gridNodes(this.field, nodes)) {
        this.add(brightestAround(this.field, centre, nodes, skip + take).slice(skip));
      }
    }
    this.reached++;
    return true;
  }

  private add(stars: readonly Point[]): void {
    const { width, height } = this.field;
    const closest = Math.min(Math.min(width, height) / 10, farthestApart);
    for (const four of foursOf(stars)) {
      const quad = quadOf(four, closest);
      const name = quad?.hash.map((part) => Math.round(part / hashStep)).join();
      if (!quad || !name || this.known.has(name)) continue;
      this.known.add(name);
      this.quads.push(quad);
    }
  }
}

/** The inner nodes of a grid over the field. */
function gridNodes({ left, bottom, width, height }: StarField, nodes: number): Point[] {
  const steps = Array.from({ length: nodes }, (_, i) => (i + 1) / (nodes + 1));
  return steps.flatMap((x) => steps.map((y) => ({ x: left + x * width, y: bottom + y * height })));
}

/** The `count` brightest of the stars that are near a node, the brightest first. */
function brightestAround({ stars, width, height }: StarField, centre: Point, nodes: number, count: number): Point[] {
  const square = ((2 * Math.max(width, height)) / nodes) ** 2;
  const near: Point[] = [];
  for (const star of stars) {
    if (near.length === count) break;
    if ((star.x - centre.x) ** 2 + (star.y - centre.y) ** 2 <= square) near.push(star);
  }
  return near;
}

function* foursOf(stars: readonly Point[]): Generator<[Point, Point, Point, Point]> {
  for (let i = 0; i < stars.length; i++) {
    for (let j = i + 1; j < stars.length; j++) {
      for (let k = j + 1; k < stars.length; k++) {
        for (let l = k + 1; l < stars.length; l++) yield [stars[i], stars[j], stars[k], stars[l]];
      }
    }
  }
}
