import { type Affine, type KernelPool, taskHandle } from "@datalab/kernels";
import type { FrameFile } from "../../frame-file.ts";
import type { alignCatalogues } from "./align-catalogues-task.ts";
import { alignmentMap } from "./alignment-map.ts";
import type { StarColumns } from "./star-field.ts";

/** Has to be there; only the first three are used. */
const columns = ["x", "y", "flux", "fwhm", "ellipticity"];

const align = taskHandle<typeof alignCatalogues>("alignment.alignCatalogues");

export type FrameAlignment =
  /** For each frame the map from the first frame's pixels to its own; undefined for the first. */
  | { readonly maps: readonly (Affine | undefined)[] }
  /** Why they cannot be aligned, for people. */
  | { readonly obstacle: string };

/**
 * How frames lie on the first of them, from the stars in their CAT extensions. If one cannot be aligned, none is; a single one needs no stars. Works in the pool's
 * threads. Memory: the catalogues.
 * @throws AppError what reading the catalogues throws, cancelled
 */
export async function alignFrames(
  pool: KernelPool,
  frames: readonly FrameFile[],
  { wcsToEdge, signal }: { wcsToEdge: number; signal: AbortSignal },
): Promise<FrameAlignment> {
  if (frames.length === 1) return { maps: [undefined] };
  const catalogues: StarColumns[] = [];
  for (const frame of frames) {
    const catalogue = await starColumns(frame);
    if ("obstacle" in catalogue) return catalogue;
    catalogues.push(catalogue);
  }
  const [reference, ...others] = catalogues;
  const found = await Promise.all(others.map((unknown) => pool.call(align, { reference, unknown }, { signal })));
  const maps: (Affine | undefined)[] = [undefined];
  for (const [i, alignment] of found.entries()) {
    if (!alignment) {
      return { obstacle: `the stars of ${frames[i + 1].basename} do not match those of ${frames[0].basename}` };
    }
    maps.push(alignmentMap(alignment.similarity, wcsToEdge));
  }
  return { maps };
}

async function starColumns(frame: FrameFile): Promise<StarColumns | { obstacle: string }> {
  const table = await frame.table("CAT", columns);
  if (!table) return { obstacle: `${frame.basename} has no source catalog (CAT)` };
  const missing = columns.filter((name) => !table.find(name));
  if (missing.length > 0) {
    return { obstacle: `the source catalog of ${frame.basename} has no ${missing.join(", ")}` };
  }
  const [x, y, flux] = columns.map((name) => table.numbers(name) ?? new Float64Array(table.rows).fill(Number.NaN));
  return { x, y, flux };
}
