import { AppError, toAppError } from "@datalab/errors";
import {
  type Exposure,
  exposureOf,
  type FitsFile,
  fileSource,
  type Hdu,
  type Header,
  imageLayout,
  inflateFile,
  openFits,
  readTable,
  type Table,
  withInherited,
} from "@datalab/fits";
import type { FrameInput } from "@datalab/kernels";
import type { FileReference } from "./input-files.ts";

const largestUnwrapped = 4 * 2 ** 30;

export interface ImageFile {
  /** The image's own cards. */
  readonly header: Header;
  /** All that is said about the image: its own cards and what it inherits from the primary header. */
  readonly effective: Header;
  /** What the kernels need of it; sent to threads, so nothing else may be in here. */
  readonly input: FrameInput;
}

/** One input file; its headers are in memory, nothing of it is open. */
export interface FrameFile {
  readonly basename: string;
  readonly source: string;
  /** `<source>_<basename>.fits.fz`: what results call the file. */
  readonly fileName: string;
  readonly primary: Header;
  /** What the file says about its exposure: that of the SCI image where there is one. */
  readonly exposure: Exposure;
  /** The SCI image, when there is one. */
  readonly sci?: ImageFile;
  /** The first image with pixels, which pictures show; mostly that is `sci`. */
  readonly shown?: ImageFile;
  /**
   * A table of the file, or undefined when it has none of this name. Names without a column are left out.
   * @throws AppError that names the file
   */
  table(extname: string, columns?: string[]): Promise<Table | undefined>;
}

/**
 * Reads the headers of a local copy of a file. One wrapped in gzip is unwrapped to `unwrapped` first.
 * @throws AppError that names the file
 */
export async function readFrameFile(file: FileReference, path: string, unwrapped: string): Promise<FrameFile> {
  return named(file.basename, async () => {
    try {
      return await describe(file, path);
    } catch (thrown) {
      if (toAppError(thrown).code !== "fits.gzip_wrapped") throw thrown;
    }
    await inflateFile(path, unwrapped, largestUnwrapped);
    return await describe(file, unwrapped);
  });
}

async function describe({ basename, source }: FileReference, path: string): Promise<FrameFile> {
  return withFits(path, async (fits) => {
    const primary = fits.hdus[0].header;
    const images = fits.hdus.filter(isImage);
    const describeImage = async (hdu: Hdu) => ({
      header: hdu.header,
      effective: withInherited(hdu.header, primary),
      input: { path, layout: await imageLayout(fits, hdu) },
    });
    const [sciHdu, shownHdu] = [images.find((hdu) => hdu === fits.find("SCI")), images.find(hasPixels)];
    const sci = sciHdu && (await describeImage(sciHdu));
    const shown = shownHdu === sciHdu ? sci : shownHdu && (await describeImage(shownHdu));
    return {
      basename,
      source,
      fileName: `${source}_${basename}.fits.fz`,
      primary,
      exposure: exposureOf(sci?.effective ?? primary),
      ...(sci && { sci }),
      ...(shown && { shown }),
      table: (extname, columns) => named(basename, () => tableOf(path, extname, columns)),
    };
  });
}

function isImage({ kind }: Hdu): boolean {
  return kind === "image" || kind === "compressed-image";
}

function hasPixels({ shape }: Hdu): boolean {
  return shape.length >= 2 && shape.every((axis, index) => (index < 2 ? axis > 0 : axis === 1));
}

function tableOf(path: string, extname: string, columns?: string[]): Promise<Table | undefined> {
  return withFits(path, async (fits) => {
    const hdu = fits.find(extname);
    return hdu?.kind === "table" ? await readTable(fits, hdu, columns) : undefined;
  });
}

async function withFits<T>(path: string, use: (fits: FitsFile) => Promise<T>): Promise<T> {
  const source = await fileSource(path);
  try {
    return await use(await openFits(source));
  } finally {
    await source.close();
  }
}

/** Errors about a file's content say which file. */
async function named<T>(basename: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (!error.policy.expose) throw error;
    throw new AppError(error.kind, error.code, `${basename}: ${error.message}`, { cause: error });
  }
}
