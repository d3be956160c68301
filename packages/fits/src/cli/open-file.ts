import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@datalab/errors";
import { fileSource } from "../byte-source.ts";
import { inflateFile } from "../inflate-file.ts";
import { type FitsFile, openFits } from "../open-fits.ts";

const largestUnpacked = 8 * 2 ** 30;

/** An open file and where its bytes lie: of a gzip-wrapped one in a temporary file. */
export interface OpenedFile {
  file: FitsFile;
  path: string;
  /** The file itself was gzip-compressed. */
  wrapped: boolean;
}

/** Opens a file, unpacks it first where it is gzip-wrapped, hands it over and closes it. */
export async function withFile<T>(path: string, use: (opened: OpenedFile) => Promise<T>): Promise<T> {
  try {
    return await withPlainFile(path, (file) => use({ file, path, wrapped: false }));
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === "fits.gzip_wrapped")) throw thrown;
  }
  const folder = await mkdtemp(join(tmpdir(), "fits-"));
  const unpacked = join(folder, "unpacked.fits");
  try {
    await inflateFile(path, unpacked, largestUnpacked);
    return await withPlainFile(unpacked, (file) => use({ file, path: unpacked, wrapped: true }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withPlainFile<T>(path: string, use: (file: FitsFile) => Promise<T>): Promise<T> {
  const source = await fileSource(path);
  try {
    return await use(await openFits(source));
  } finally {
    await source.close();
  }
}
