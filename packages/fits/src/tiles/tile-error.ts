import { AppError } from "@datalab/errors";

/** The bytes of a tile are not what its codec writes. */
export function tileCorrupt(detail: string, cause?: unknown): AppError {
  return new AppError("invalid", "fits.tile_corrupt", `The compressed image is damaged: ${detail}.`, { cause });
}

/** The same error, with the place of the tile in its words. */
export function inTile(error: AppError, label: string | undefined, tile: number): AppError {
  const place = label === undefined ? `Tile ${tile}` : `${label}, tile ${tile}`;
  const text = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return new AppError(error.kind, error.code, `${place}: ${text}`, { cause: error });
}
