import { AppError, type ErrorKind } from "@datalab/errors";

const kinds = {
  not_fits: "invalid",
  gzip_wrapped: "invalid",
  bad_gzip: "invalid",
  truncated: "invalid",
  bad_keyword: "invalid",
  bad_table: "invalid",
  tile_corrupt: "invalid",
  bad_descriptor: "invalid",
  bad_checksum: "invalid",
  unreachable: "transient",
  no_wcs: "invalid",
  wcs_unsupported: "invalid",
  no_image: "invalid",
  codec_unsupported: "invalid",
  not_writable: "invalid",
  too_large: "tooLarge",
} as const satisfies Record<string, ErrorKind>;

export type FitsErrorCode = keyof typeof kinds;

/** An AppError with code "fits.<code>". */
export function fitsError(code: FitsErrorCode, message: string, cause?: unknown): AppError {
  return new AppError(kinds[code], `fits.${code}`, message, cause === undefined ? undefined : { cause });
}
