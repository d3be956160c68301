import { AppError } from "@datalab/errors";

/** The bytes of a tile are not what its codec writes. */
export function tileCorrupt(detail: string, cause?: unknown): AppError {
  return new AppError("invalid", "fits.tile_corrupt", `The compressed image is damaged: ${detail}.`, { cause });
}
