import { AppError } from "@datalab/errors";
import type { Frame } from "../operation-context.ts";

/**
 * Images that are laid over each other must have pixels of one size, by their CCDSUM cards; one that states none is taken as it is.
 * @throws AppError invalid that names two images that differ
 */
export function checkSameBinning(frames: readonly Pick<Frame, "basename" | "header">[]): void {
  const stated = frames.flatMap(({ basename, header }) => {
    const factors = header.string("CCDSUM")?.trim().split(/\s+/) ?? [];
    return factors.length === 2 ? [{ basename, binning: factors.join(" × ") }] : [];
  });
  const [first] = stated;
  const odd = stated.find(({ binning }) => binning !== first.binning);
  if (!odd) return;
  const message = `${odd.basename} is binned ${odd.binning} and ${first.basename} ${first.binning}: their pixels do not match.`;
  throw new AppError("invalid", "operations.different_binning", message);
}
