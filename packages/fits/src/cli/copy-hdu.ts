import { endOfHdu, type Hdu } from "../hdu.ts";
import type { FitsFile } from "../open-fits.ts";

const chunk = 2 ** 20;

/** The bytes of an HDU as they stand; padding that is missing at the end of a file is put in. */
export async function* copyHdu(file: FitsFile, hdu: Hdu): AsyncGenerator<Uint8Array> {
  const before = file.hdus[hdu.index - 1];
  const end = endOfHdu(hdu);
  const last = Math.min(end, file.source.size);
  for (let at = before ? endOfHdu(before) : 0; at < last; at += chunk) {
    yield await file.source.read(at, Math.min(chunk, last - at));
  }
  yield new Uint8Array(end - last);
}
