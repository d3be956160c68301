import { createReadStream } from "node:fs";
import { open, rm, stat } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { fitsError } from "./fits-error.ts";

/** Real frames gain a factor of 2 to 10; masks more. Small files may gain anything. */
const largestRatio = 200;
const ratioFree = 64 * 2 ** 20;

/**
 * Unpacks a gzip-wrapped file. `maxBytes` bounds the result, and so does its ratio to the input; on any error the output is removed.
 * Throws fits.bad_gzip (damaged, cut short), fits.too_large.
 */
export async function inflateFile(pathIn: string, pathOut: string, maxBytes: number): Promise<void> {
  const { size } = await stat(pathIn);
  const allowed = Math.min(maxBytes, Math.max(ratioFree, size * largestRatio));
  let written = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      written += chunk.length;
      if (written > allowed) done(fitsError("too_large", `Unpacked, the file is larger than ${allowed} bytes.`));
      else done(null, chunk);
    },
  });
  // Opened here, so that it exists before anything can fail and nothing makes it again after it was removed.
  const output = await open(pathOut, "w");
  try {
    await pipeline(createReadStream(pathIn), createGunzip(), counter, output.createWriteStream());
  } catch (thrown) {
    await rm(pathOut, { force: true });
    if (isZlibError(thrown)) throw fitsError("bad_gzip", "The gzip file is damaged or incomplete.", thrown);
    throw thrown;
  }
}

function isZlibError(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && String(thrown.code).startsWith("Z_");
}
