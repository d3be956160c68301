import { join } from "node:path";
import { AppError } from "@datalab/errors";
import { type FileLink, fileLink } from "../file-link.ts";
import { saveJpeg } from "../imaging/save-jpeg.ts";
import { inLanes } from "../in-lanes.ts";
import { sciFrame } from "../open-frames.ts";
import type { OperationContext } from "../operation-context.ts";
import { drawFrameTask } from "./draw-frame.ts";
import type { ApertureRadii } from "./measure-position.ts";
import { radiiInPixels } from "./measured-series.ts";
import type { PhotometrySeries } from "./photometry-output.ts";

interface DrawnDiagnostics {
  readonly images: Readonly<Record<string, FileLink>>;
  /** In order of time. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
  /** One line for each frame without a picture. */
  readonly diagnostics: readonly string[];
}

/**
 * One picture a frame with the target and the frame's comparison stars (operations.md §8.10); one a thread is in memory. A frame whose
 * pixels between the stars are damaged goes without.
 */
export async function drawDiagnostics(
  { pool, signal, workDir, conventions, frames: opened }: OperationContext,
  { frames, target, calibration }: PhotometrySeries,
  radii: ApertureRadii,
  onDrawn: (count: number) => void,
): Promise<DrawnDiagnostics> {
  const files = frames.map(({ name }, index) => ({ name, path: join(workDir, `diagnostic-${index + 1}.jpg`) }));
  const damaged = new Set<string>();
  let count = 0;
  await inLanes(frames.length, pool.threads, async (index) => {
    const frame = frames[index];
    const request = {
      target: { x: target.x[index], y: target.y[index] },
      comparisons: calibration.frames[index].stars.map(({ x, y }) => ({ x: x[index], y: y[index] })),
      radii: radiiInPixels(radii, frame),
      wcsToEdge: conventions.wcsToEdge,
    };
    try {
      const { width, height, rgb } = await opened.use(frame.file, (file) =>
        pool.call(drawFrameTask, { ...request, input: sciFrame(file).input }, { signal }),
      );
      await saveJpeg({ width, height, channels: 3, pixels: rgb }, files[index].path, 90);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.kind !== "invalid") throw thrown;
      damaged.add(frame.name);
    }
    onDrawn(++count);
  });
  const drawn = files.filter(({ name }) => !damaged.has(name));
  return {
    images: Object.fromEntries(drawn.map(({ name }) => [name, fileLink(name)])),
    files: drawn,
    diagnostics: Array.from(damaged, (name) => `${name} has no picture: part of its pixels cannot be read.`),
  };
}
