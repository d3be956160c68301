import { setImmediate } from "node:timers/promises";
import type { Conventions, OperationContext } from "../operation-context.ts";
import type { InputFile } from "../wizard.ts";
import type { ApertureSettings } from "./aperture-settings.ts";
import { calibrate } from "./calibrate.ts";
import { type AimedFrame, candidateFrame, framesInReach } from "./candidate-frame.ts";
import { type Candidate, candidateSearch } from "./candidates.ts";
import { drawDiagnostics } from "./draw-diagnostics.ts";
import type { LocateTarget } from "./locate-target.ts";
import type { ApertureRadii } from "./measure-position.ts";
import { measuredFrames } from "./measured-frames.ts";
import { countInsideAll, measureSeries } from "./measured-series.ts";
import { periodOutput } from "./period-output.ts";
import { type PhotometrySeries, photometryOutput } from "./photometry-output.ts";
import { noteLines } from "./quality/note-lines.ts";
import { isUntrusted } from "./quality/point-flags.ts";
import { pointNotes } from "./quality/point-notes.ts";
import { seriesNotes } from "./quality/series-notes.ts";
import { starNotes } from "./quality/star-notes.ts";
import { readSeries } from "./read-series.ts";
import type { SeriesFrame } from "./series-frame.ts";
import { stepProgress } from "./step-progress.ts";

interface PhotometryRequest {
  readonly files: readonly InputFile[];
  readonly settings: ApertureSettings;
  readonly locate: LocateTarget;
  /** shared: one ensemble for all frames. either: that if possible, else each frame has its own. */
  readonly ensemble: "shared" | "either";
  /** Further members of the output. */
  readonly extras?: Readonly<Record<string, unknown>>;
}

/** Seen on this part of the frames, a star can serve all of them. */
const sharedCoverage = 0.8;

/**
 * Aperture photometry of one target over a series of frames (operations.md §8): headers and catalogues, the target's positions,
 * candidates for comparison, measuring, calibration, diagnostic pictures, output. At most one frame a thread has pixels in memory.
 * @throws AppError invalid when there is nothing to measure or to compare with
 */
export async function runPhotometry(context: OperationContext, request: PhotometryRequest): Promise<void> {
  const { pool, signal, conventions, frames: opened } = context;
  const { settings, ensemble } = request;
  const progress = stepProgress(context.progress);
  const files = distinct(request.files);
  const read = await readSeries(files, opened.use, (count) => progress.reading(count / files.length));

  const located = request.locate(read.frames);
  const all = read.frames.map((frame, index) => ({ frame, position: located.positions[index] }));
  const { kept, diagnostics: unreachable } = framesInReach(all, settings.radii);
  const frames = kept.map(({ frame }) => frame);
  const positions = kept.map(({ position }) => position);

  const search = (coverage: number) => searchCandidates(kept, coverage, settings.radii, signal, progress.cataloguing);
  const { candidates, diagnostics: capped, everyFrame } = await candidatesFor(frames, request, conventions, search);
  const measuring = {
    ...{ pool, signal, frames: opened },
    ...conventions,
    radii: settings.radii,
    everyFrame,
    onMeasured: (count: number) => progress.measuring(count / frames.length),
  };
  const measured = measuredFrames({
    frames,
    positions,
    ...(await measureSeries(frames, { positions, candidates }, measuring)),
  });
  progress.selecting(1);
  const names = measured.frames.map((frame) => frame.name);
  const calibration = calibrate(
    {
      frames: names,
      target: measured.target,
      doubtful: Array.from(measured.target.flags, (flags) => !conventions.parity && isUntrusted(flags)),
      olderRule: conventions.parity,
      stars: measured.stars,
      minimum: settings.minimum,
      maximum: settings.maximum,
    },
    ensemble === "either",
  );
  const notes = pointNotes({ ...measured, calibration }, settings.radii);
  const series: PhotometrySeries = { ...measured, calibration, notes, parity: conventions.parity };
  const period = await periodOutput(context, series, settings.bootstrapSamples);
  const pictures = await drawDiagnostics(context, series, settings.radii, (count) =>
    progress.drawing(count / measured.frames.length),
  );
  context.output.data(
    {
      ...photometryOutput(series, settings.radii),
      pipeline_diagnostics: [
        ...read.diagnostics,
        ...unreachable,
        ...measured.diagnostics,
        ...located.diagnostics,
        ...capped,
        ...noteLines(names, notes, conventions),
        ...seriesNotes(series),
        ...calibration.diagnostics,
        ...starNotes(calibration, conventions.parity),
        ...pictures.diagnostics,
      ],
      diagnostic_images: pictures.images,
      ...period,
      ...request.extras,
    },
    { diagnostics: pictures.files },
  );
}

interface FoundCandidates {
  readonly candidates: Candidate[];
  readonly diagnostics: string[];
}

/**
 * Stars that serve all frames. Where those are too few, as when one frame is dithered far off, stars of any frames: calibration then
 * goes without the frames that show too few of them.
 */
async function candidatesFor(
  frames: readonly SeriesFrame[],
  { settings, ensemble }: PhotometryRequest,
  { parity }: Conventions,
  search: (coverage: number) => Promise<FoundCandidates>,
): Promise<FoundCandidates & { readonly everyFrame: boolean }> {
  if (ensemble !== "shared") return { ...(await search(0)), everyFrame: false };
  const shared = await search(sharedCoverage);
  const enough = parity || countInsideAll(frames, shared.candidates, settings.radii) >= settings.minimum;
  return enough ? { ...shared, everyFrame: true } : { ...(await search(0)), everyFrame: false };
}

/** Frame by frame, so that other work of the process is not kept waiting. */
async function searchCandidates(
  frames: readonly AimedFrame[],
  coverage: number,
  radii: ApertureRadii,
  signal: AbortSignal,
  onSearched: (fraction: number) => void,
): Promise<FoundCandidates> {
  const search = candidateSearch({ apertureRadius: radii.aperture, coverage });
  for (const [index, { frame, position }] of frames.entries()) {
    search.add(candidateFrame(frame, position, radii));
    onSearched((index + 1) / frames.length);
    await setImmediate(undefined, { signal });
  }
  return search.finish();
}

/** Each file once: results name frames by their files. */
function distinct(files: readonly InputFile[]): InputFile[] {
  return [...new Map(files.map((file) => [`${file.source}/${file.basename}`, file])).values()];
}
