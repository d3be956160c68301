import { type SkyPosition, unwrapped } from "./separation.ts";
import { type SkyIndex, skyIndex } from "./sky-index.ts";

/** Sources of several frames taken for one; `ra` may lie outside [0, 360). */
export interface Cluster {
  ra: number;
  dec: number;
  /** The catalogue rows that the position is the mean of, as `place` writes them: there may be millions. */
  readonly places: number[];
  /** Least distance of a row to the target, pixels. */
  targetDistance: number;
}

/** A row of a frame's catalogue. */
interface SourceRow extends SkyPosition {
  readonly row: number;
  /** To the target on this frame, pixels. */
  readonly targetDistance: number;
}

/** Above the highest number of a frame. */
const frameLimit = 1024;

function place(frame: number, row: number): number {
  return row * frameLimit + frame;
}

export function placeOf(place: number): { frame: number; row: number } {
  const frame = place % frameLimit;
  return { frame, row: (place - frame) / frameLimit };
}

/**
 * Joins the rows of one more frame to the clusters of those before it: a row joins the nearest cluster that no earlier row of
 * the frame has claimed, within `radius` arcsec (inclusive), and moves that cluster's mean position; else it starts a new one.
 */
export function addFrame(clusters: Cluster[], frame: number, rows: Iterable<SourceRow>, radius: number): void {
  const known = indexOf(clusters);
  const claimed = new Set<Cluster>();
  for (const { row, targetDistance, ...position } of rows) {
    const nearest = nearestFree(known, clusters, claimed, position, radius);
    if (nearest) {
      claimed.add(nearest);
      move(nearest, position, 1);
      nearest.places.push(place(frame, row));
      nearest.targetDistance = Math.min(nearest.targetDistance, targetDistance);
    } else {
      clusters.push({ ...position, places: [place(frame, row)], targetDistance });
    }
  }
}

/**
 * Unites clusters that lie within `radius` arcsec of each other, also through others. The one of lowest index absorbs the rest in
 * their order: weighted mean position, its own rows first. The clusters given are used up.
 */
export function mergeClusters(clusters: readonly Cluster[], radius: number): Cluster[] {
  const known = indexOf(clusters);
  const roots = clusters.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (roots[root] !== root) root = roots[root];
    roots[index] = root;
    return root;
  };
  clusters.forEach((cluster, index) => {
    for (const { index: other } of known.near(cluster, radius)) {
      const [a, b] = [rootOf(index), rootOf(other)];
      roots[Math.max(a, b)] = Math.min(a, b);
    }
  });
  const merged = new Map<number, Cluster>();
  clusters.forEach((cluster, index) => {
    const root = rootOf(index);
    const into = merged.get(root);
    if (into) absorb(into, cluster);
    else merged.set(root, cluster);
  });
  return [...merged.values()];
}

/** Where clusters are now; their means move. */
export function indexOf(clusters: readonly Cluster[]): SkyIndex {
  return skyIndex({ ra: clusters.map(({ ra }) => ra), dec: clusters.map(({ dec }) => dec) });
}

function nearestFree(
  known: SkyIndex,
  clusters: readonly Cluster[],
  claimed: ReadonlySet<Cluster>,
  position: SkyPosition,
  radius: number,
): Cluster | undefined {
  let nearest: Cluster | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { index, distance } of known.near(position, radius)) {
    if (distance >= least || claimed.has(clusters[index])) continue;
    nearest = clusters[index];
    least = distance;
  }
  return nearest;
}

/** Takes `added` rows at a mean position into the mean of the cluster's own. */
function move(cluster: Cluster, position: SkyPosition, added: number): void {
  const share = added / (cluster.places.length + added);
  cluster.ra += (unwrapped(position.ra, cluster.ra) - cluster.ra) * share;
  cluster.dec += (position.dec - cluster.dec) * share;
}

function absorb(cluster: Cluster, other: Cluster): void {
  move(cluster, other, other.places.length);
  for (const each of other.places) cluster.places.push(each);
  cluster.targetDistance = Math.min(cluster.targetDistance, other.targetDistance);
}
