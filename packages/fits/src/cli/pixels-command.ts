import { endianness } from "node:os";
import { fitsError } from "../fits-error.ts";
import { type Hdu, hduLabel } from "../hdu.ts";
import type { FitsFile } from "../open-fits.ts";
import { holdsPixels, imageBands } from "../verify-fits.ts";
import type { Command } from "./command.ts";
import { findHdu } from "./find-hdu.ts";
import { writeOut } from "./write-out.ts";

export const pixelsCommand: Command = {
  usage: "FILE HDU OUT",
  summary: "physical values as little-endian float64, row by row",
  async run({ file, words: [wanted, path], out }) {
    const hdu = findHdu(file, wanted);
    if (!holdsPixels(hdu)) throw fitsError("no_image", `${hduLabel(hdu)} holds no image.`);
    await writeOut(path, littleEndian(file, hdu), out);
  },
};

async function* littleEndian(file: FitsFile, hdu: Hdu): AsyncGenerator<Uint8Array> {
  for await (const rows of imageBands(file, hdu)) {
    const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
    yield endianness() === "LE" ? bytes : bytes.swap64();
  }
}
