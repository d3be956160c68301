import { join } from "node:path";
import { type FileLink, fileLink } from "../file-link.ts";
import { saveJpeg } from "../imaging/save-jpeg.ts";
import { inLanes } from "../in-lanes.ts";
import type { OperationContext } from "../operation-context.ts";
import { drawFrameTask } from "./draw-frame.ts";
import type { ApertureRadii } from "./measure-position.ts";
import { radiiInPixels } from "./measured-series.ts";
import type { PhotometrySeries } from "./photometry-output.ts";

interface DrawnDiagnostics {
  readonly images: Readonly<Record<string, FileLink>>;
  /** In order of time. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
}

/** One picture a frame with the target and the frame's comparison stars (operations.md §8.10); one a thread is in memory. */
export async function drawDiagnostics(
  { pool, signal, workDir, conventions }: OperationContext,
  { frames, target, calibration }: PhotometrySeries,
  radii: ApertureRadii,
  onDrawn: (count: number) => void,
): Promise<DrawnDiagnostics> {
  const files = frames.map(({ name }, index) => ({ name, path: join(workDir, `diagnostic-${index + 1}.jpg`) }));
  let count = 0;
  await inLanes(frames.length, pool.threads, async (index) => {
    const frame = frames[index];
    const request = {
      input: frame.input,
      target: { x: target.x[index], y: target.y[index] },
      comparisons: calibration.frames[index].stars.map(({ x, y }) => ({ x: x[index], y: y[index] })),
      radii: radiiInPixels(radii, frame),
      wcsToEdge: conventions.wcsToEdge,
    };
    const { width, height, rgb } = await pool.call(drawFrameTask, request, { signal });
    await saveJpeg({ width, height, channels: 3, pixels: rgb }, files[index].path, 90);
    onDrawn(++count);
  });
  return { images: Object.fromEntries(frames.map(({ name }) => [name, fileLink(name)])), files };
}
