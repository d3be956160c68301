import { compareText } from "../compare-text.ts";
import { addFrame, type Cluster, indexOf, mergeClusters, placeOf } from "./cluster-sources.ts";
import { unwrapped, wrapped } from "./separation.ts";
import type { SourceRows } from "./source-rows.ts";
import { median } from "./statistics.ts";

/** What the search for comparison stars needs of a frame. */
export interface CandidateFrame {
  readonly rows: SourceRows;
  /** P0 pixels of every row, NaN where there is none. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** P0 pixels. */
  readonly target: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
  /** Pixels. */
  readonly aperture: number;
  readonly annulusOuter: number;
}

/** A star that may serve for comparison. */
export interface Candidate {
  readonly id: string;
  /** Mean of its catalogue rows, degrees. */
  readonly ra: number;
  readonly dec: number;
  /** Median of the rows' catalogue magnitudes. */
  readonly referenceMagnitude: number;
  /** Arcsec to the nearest other source, Infinity when alone. */
  readonly isolation: number;
  /** Least distance to the target over all frames, pixels. */
  readonly targetSeparation: number;
  /** The catalogue row that stands for it, by frame. */
  readonly sightings: ReadonlyMap<number, number>;
  /** How many sources of one frame are united in it; absent for one. */
  readonly sources?: number;
}

/** Positions this close on two frames are one source, arcsec. */
const joinRadius = 2.5;
/** Where the nearest other source is looked for first, arcsec. */
const firstNeighbourhood = 30;
/** Measurements over all frames; beyond, the best candidates only. */
const mostMeasurements = 200_000;
const fewestKept = 50;

/** The search for comparison stars: frames in order of time, then the end. */
export interface CandidateSearch {
  add(frame: CandidateFrame): void;
  /** Candidates in order of id as text, so cand-1000 comes before cand-101; a note says when there were too many. */
  finish(): { candidates: Candidate[]; diagnostics: string[] };
}

/**
 * Finds comparison star candidates in the catalogues of frames (operations.md §8.7): sources away from the target and the edges,
 * joined across frames, those closer than `apertureRadius` arcsec united; seen on at least `coverage` (0…1) of the frames.
 */
export function candidateSearch({
  apertureRadius,
  coverage,
}: {
  apertureRadius: number;
  coverage: number;
}): CandidateSearch {
  const clusters: Cluster[] = [];
  const catalogues: SourceRows[] = [];
  return {
    add(frame) {
      addFrame(clusters, catalogues.length, usableRows(frame), joinRadius);
      catalogues.push(frame.rows);
    },
    finish() {
      const merged = mergeClusters(clusters, apertureRadius).sort(
        (a, b) => rounded(wrapped(a.ra)) - rounded(wrapped(b.ra)) || rounded(a.dec) - rounded(b.dec),
      );
      const isolations = nearestNeighbours(merged);
      const fewestFrames = Math.max(1, Math.ceil(coverage * catalogues.length));
      const found = merged
        .map((cluster, index) => numbered(cluster, index, isolations[index]))
        .filter((one) => one.frames >= fewestFrames);
      const limit = Math.max(fewestKept, Math.floor(mostMeasurements / catalogues.length));
      const kept = best(found, limit).sort((a, b) => compareText(a.id, b.id));
      const note = `${found.length} comparison star candidates were found; the ${limit} best covered and most isolated are used.`;
      return {
        candidates: kept.map((one) => candidate(one, catalogues)),
        diagnostics: found.length > limit ? [note] : [],
      };
    },
  };
}

/** Whether the annulus around a P0 position lies inside the image with two pixels to spare; false for NaN. */
export function isInside(
  { width, height, annulusOuter }: Pick<CandidateFrame, "width" | "height" | "annulusOuter">,
  x: number,
  y: number,
): boolean {
  return (
    x - annulusOuter >= 2 && y - annulusOuter >= 2 && x + annulusOuter < width - 2 && y + annulusOuter < height - 2
  );
}

function* usableRows(frame: CandidateFrame) {
  const { rows, x, y, target, aperture, annulusOuter } = frame;
  const clearance = Math.max(2 * aperture, annulusOuter);
  for (let row = 0; row < rows.ra.length; row++) {
    const [ra, dec] = [rows.ra[row], rows.dec[row]];
    if (![ra, dec, rows.mag[row], rows.flux[row]].every(Number.isFinite)) continue;
    const targetDistance = Math.hypot(x[row] - target.x, y[row] - target.y);
    if (targetDistance > clearance && isInside(frame, x[row], y[row])) yield { ra, dec, row, targetDistance };
  }
}

function nearestNeighbours(clusters: readonly Cluster[]): number[] {
  const known = indexOf(clusters);
  const within = (cluster: Cluster, index: number, radius: number): number => {
    const others = known.near(cluster, radius).filter((other) => other.index !== index);
    if (others.length > 0) return others.reduce((least, { distance }) => Math.min(least, distance), radius);
    return radius > 180 * 3600 ? Number.POSITIVE_INFINITY : within(cluster, index, 4 * radius);
  };
  return clusters.map((cluster, index) => within(cluster, index, firstNeighbourhood));
}

interface NumberedCluster extends Cluster {
  readonly id: string;
  readonly isolation: number;
  /** On how many frames it is seen. */
  readonly frames: number;
}

function numbered(cluster: Cluster, index: number, isolation: number): NumberedCluster {
  const frames = new Set(cluster.places.map((place) => placeOf(place).frame)).size;
  return { ...cluster, id: candidateId(index + 1), isolation, frames };
}

function best(found: NumberedCluster[], limit: number): NumberedCluster[] {
  if (found.length <= limit) return found;
  const isolation = (one: NumberedCluster) => (Number.isFinite(one.isolation) ? one.isolation : -1);
  return found
    .sort((a, b) => b.frames - a.frames || isolation(b) - isolation(a) || compareText(a.id, b.id))
    .slice(0, limit);
}

function candidate(cluster: NumberedCluster, catalogues: readonly SourceRows[]): Candidate {
  const members = cluster.places.map(placeOf);
  const mean = (pick: (rows: SourceRows, row: number) => number) =>
    members.reduce((sum, { frame, row }) => sum + pick(catalogues[frame], row), 0) / members.length;
  const sightings = new Map<number, number>();
  const counts = new Map<number, number>();
  for (const { frame, row } of members) {
    if (!sightings.has(frame)) sightings.set(frame, row);
    counts.set(frame, (counts.get(frame) ?? 0) + 1);
  }
  const sources = Math.max(...counts.values());
  return {
    id: cluster.id,
    ra: wrapped(mean(({ ra }, row) => unwrapped(ra[row], cluster.ra))),
    dec: mean(({ dec }, row) => dec[row]),
    referenceMagnitude: median(members.map(({ frame, row }) => catalogues[frame].mag[row])),
    isolation: cluster.isolation,
    targetSeparation: cluster.targetDistance,
    sightings,
    ...(sources > 1 && { sources }),
  };
}

function candidateId(number: number): string {
  return `cand-${String(number).padStart(3, "0")}`;
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e8) / 1e8;
}
